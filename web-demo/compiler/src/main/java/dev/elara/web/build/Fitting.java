package dev.elara.web.build;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes class files fit a library that lacks some of the JDK: a method whose code refers to what is
 * not there gets a body that throws {@link UnsupportedOperationException} and says what is lacking,
 * unless a {@link Replacements replacement} is known. So nothing depends on the numbers of
 * anonymous classes, and of what the compiler does need, a test finds that it throws.
 */
final class Fitting {

  private static final ClassDesc UNSUPPORTED =
      ClassDesc.of("java.lang.UnsupportedOperationException");

  private static final MethodTypeDesc WITH_MESSAGE =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
  private static final ClassFile FILES =
      ClassFile.of(
          ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
          ClassFile.DebugElementsOption.DROP_DEBUG);

  /** There are no jars to look into, and it takes room. */
  private static final String ARCHIVES = "java/util/zip/";

  private static final String OURS = "dev/elara/";

  private final Library library;
  private final Map<String, ClassModel> own = new HashMap<>();
  private final List<String> emptied = new ArrayList<>();

  /** Fits {@code classes}, which may refer to each other. */
  Fitting(Library library, Map<String, byte[]> classes) {
    this.library = library;
    classes.forEach((name, bytes) -> own.put(name, ClassFile.of().parse(bytes)));
    boolean more = true;
    while (more) {
      more = own.values().removeIf(model -> supertypes(model).anyMatch(each -> !isThere(each)));
    }
  }

  private static Stream<String> supertypes(ClassModel model) {
    return Stream.concat(model.superclass().stream(), model.interfaces().stream())
        .map(ClassEntry::asInternalName);
  }

  /** The methods without their bodies, and what they would have needed. */
  List<String> emptied() {
    return List.copyOf(emptied);
  }

  /** The classes that fit, fitted, by internal name. */
  Map<String, byte[]> fitted() {
    var fitted = new HashMap<String, byte[]>();
    own.forEach((name, model) -> fitted.put(name, fit(name, model)));
    return fitted;
  }

  private byte[] fit(String name, ClassModel model) {
    var methods =
        ClassTransform.transformingMethods((builder, element) -> {
          if (element instanceof CodeModel code) {
            fit(name, model, code, builder);
          } else {
            builder.with(element);
          }
        });
    return FILES.transformClass(model, methods);
  }

  private void fit(String name, ClassModel model, CodeModel code, MethodBuilder builder) {
    MethodModel method = code.parent().orElseThrow();
    var replacement = Replacements.of(name, method);
    if (replacement != null) {
      builder.withCode(body -> replacement.write(body, model, method));
      return;
    }
    var lacking = lacking(code);
    if (lacking.isEmpty()) {
      builder.transformCode(code, Fitting::redirect);
      return;
    }
    String what = lacking.get();
    emptied.add(name + "." + method.methodName() + method.methodType() + ": " + what);
    builder.withCode(body ->
        body.new_(UNSUPPORTED)
            .dup()
            .ldc(method.methodName() + ": the browser has no " + what)
            .invokespecial(UNSUPPORTED, "<init>", WITH_MESSAGE)
            .athrow());
  }

  private static void redirect(CodeBuilder body, CodeElement element) {
    switch (element) {
      case InvokeInstruction call when Replacements.call(body, call) -> {}
      case OperatorInstruction operator when Replacements.calculate(body, operator) -> {}
      default -> body.with(element);
    }
  }

  /** The first thing a method's code refers to that is not there. */
  private Optional<String> lacking(CodeModel code) {
    return code.elementStream().flatMap(element -> lacking(element).stream()).findFirst();
  }

  private Optional<String> lacking(CodeElement element) {
    return switch (element) {
      case InvokeInstruction call ->
          lackingMethod(
              call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
      case FieldInstruction access ->
          lackingField(access.owner().asInternalName(), access.name().stringValue());
      case NewObjectInstruction made -> lackingType(made.className().asInternalName());
      case TypeCheckInstruction check -> lackingType(check.type().asInternalName());
      case ExceptionCatch caught ->
          caught.catchType().flatMap(type -> lackingType(type.asInternalName()));
      case InvokeDynamicInstruction dynamic ->
          dynamic.bootstrapArgs().stream().flatMap(each -> lacking(each).stream()).findFirst();
      default -> Optional.empty();
    };
  }

  private Optional<String> lacking(ConstantDesc argument) {
    if (!(argument instanceof DirectMethodHandleDesc handle) || handle.owner().isArray()) {
      return Optional.empty();
    }
    String owner = internal(handle.owner());
    return switch (handle.kind()) {
      case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> lackingField(owner, handle.methodName());
      case VIRTUAL,
          STATIC,
          SPECIAL,
          CONSTRUCTOR,
          INTERFACE_VIRTUAL,
          INTERFACE_STATIC,
          INTERFACE_SPECIAL ->
          lackingMethod(owner, handle.methodName(), handle.lookupDescriptor());
    };
  }

  private static String internal(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  private Optional<String> lackingType(String name) {
    return isThere(name) ? Optional.empty() : Optional.of(name.replace('/', '.'));
  }

  private Optional<String> lackingMethod(String owner, String name, String descriptor) {
    return owner.startsWith("[") || hasMethod(owner, name, descriptor)
        ? Optional.empty()
        : Optional.of(owner.replace('/', '.') + "." + name + descriptor);
  }

  private boolean hasMethod(String owner, String name, String descriptor) {
    var model = own.get(owner);
    if (model == null) {
      return owner.startsWith(OURS)
          || Replacements.isCall(owner, name, descriptor)
          || (!owner.startsWith(ARCHIVES) && library.hasMethod(owner, name, descriptor));
    }
    return model.methods().stream()
            .anyMatch(method ->
                method.methodName().equalsString(name)
                    && method.methodType().equalsString(descriptor))
        || supertypes(model).anyMatch(each -> hasMethod(each, name, descriptor));
  }

  private Optional<String> lackingField(String owner, String name) {
    return isOwn(owner) || library.hasField(owner, name)
        ? Optional.empty()
        : Optional.of(owner.replace('/', '.') + "." + name);
  }

  private boolean isOwn(String name) {
    return own.containsKey(name) || name.startsWith(OURS);
  }

  private boolean isThere(String name) {
    String element = name.replaceFirst("^\\[+L(.*);$", "$1");
    return element.startsWith("[") || isOwn(element) || library.hasType(element);
  }
}
