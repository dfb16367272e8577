package dev.elara.web.build;

import dev.elara.web.bundle.ApiPackages;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.FieldElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Interfaces;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Superclass;
import java.lang.classfile.attribute.AnnotationDefaultAttribute;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.attribute.DeprecatedAttribute;
import java.lang.classfile.attribute.ExceptionsAttribute;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.PermittedSubclassesAttribute;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Class files without bodies, with what a cell can see. A supertype that is not in the API is left
 * out too.
 */
final class Stub {

  private final Map<String, byte[]> around;
  private final Predicate<String> offered;
  private final Lacking lacking;

  /**
   * Stubs of classes among {@code around}.
   *
   * @param offered whether a package, in internal form, is in the API
   */
  Stub(Map<String, byte[]> around, Predicate<String> offered, Lacking lacking) {
    this.around = around;
    this.offered = offered;
    this.lacking = lacking;
  }

  /** Whether a class is in the API, or what something there inherits from. */
  boolean isThere(String name) {
    return (around.containsKey(name) ? offered.test(packageOf(name)) : isElsewhere(name))
        && !isAnonymous(name)
        && !isPrivate(name)
        && lacking.reason(name) == null;
  }

  /** What is on the class path refers to the platform. */
  private static boolean isElsewhere(String name) {
    return ApiPackages.ALL.contains(packageOf(name));
  }

  /** A class's package, in internal form. */
  static String packageOf(String className) {
    int slash = className.lastIndexOf('/');
    return slash < 0 ? "" : className.substring(0, slash);
  }

  /** Whether a class cannot be named. */
  static boolean isAnonymous(String name) {
    return name.matches(".*\\$\\d.*");
  }

  private boolean isPrivate(String name) {
    var bytes = around.get(name);
    return bytes != null
        && name.indexOf('$') >= 0
        && ClassFile.of()
            .parse(bytes)
            .elementStream()
            .filter(InnerClassesAttribute.class::isInstance)
            .flatMap(each -> ((InnerClassesAttribute) each).classes().stream())
            .filter(inner -> inner.innerClass().asInternalName().equals(name))
            .anyMatch(inner -> inner.flags().contains(AccessFlag.PRIVATE));
  }

  /** The stub of a class. */
  byte[] of(ClassModel model) {
    return ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL)
        .build(
            model.thisClass().asSymbol(),
            builder -> {
              builder.withVersion(model.majorVersion(), model.minorVersion());
              builder.withFlags(model.flags().flagsMask());
              model.forEach(element -> add(model, element, builder));
            });
  }

  private void add(ClassModel model, ClassElement element, ClassBuilder builder) {
    switch (element) {
      case MethodModel method when isSeen(model, method) ->
          builder.withMethod(
              method.methodName().stringValue(),
              method.methodTypeSymbol(),
              method.flags().flagsMask(),
              body ->
                  method.forEach(each -> {
                    if (isKept(each)) {
                      body.with(each);
                    }
                  }));
      case FieldModel field when isSeen(field) ->
          builder.withField(
              field.fieldName().stringValue(),
              field.fieldTypeSymbol(),
              body -> {
                body.withFlags(field.flags().flagsMask());
                field.forEach(each -> {
                  if (isKept(each)) {
                    body.with(each);
                  }
                });
              });
      case Superclass parent ->
          builder.withSuperclass(nearest(parent.superclassEntry()).asSymbol());
      case Interfaces interfaces ->
          builder.withInterfaceSymbols(
              interfaces.interfaces().stream()
                  .filter(each -> isThere(each.asInternalName()))
                  .map(ClassEntry::asSymbol)
                  .toList());
      case SignatureAttribute signature -> {
        if (supertypesAreThere(model)) {
          builder.with(signature);
        } else {
          builder.with(SignatureAttribute.of(fitting(signature.asClassSignature(), model)));
        }
      }
      case InnerClassesAttribute inner ->
          builder.with(
              InnerClassesAttribute.of(
                  inner.classes().stream()
                      .filter(each -> isThere(each.innerClass().asInternalName()))
                      .toList()));
      case PermittedSubclassesAttribute permitted ->
          builder.with(
              PermittedSubclassesAttribute.of(
                  permitted.permittedSubclasses().stream()
                      .filter(each -> isThere(each.asInternalName()))
                      .toList()));
      case RecordAttribute record -> builder.with(record);
      case RuntimeVisibleAnnotationsAttribute annotations -> builder.with(annotations);
      case DeprecatedAttribute deprecated -> builder.with(deprecated);
      default -> {}
    }
  }

  private boolean isSeen(ClassModel model, MethodModel method) {
    return isSeen(method.flags()) && reason(model, method) == null;
  }

  private boolean isSeen(FieldModel field) {
    return isSeen(field.flags()) && reason(field.fieldTypeSymbol()).isEmpty();
  }

  /**
   * Hands over the members that are left out though other classes could see them, and why. By name:
   * of methods with the same one some may be there.
   */
  void leftOut(ClassModel model, BiConsumer<String, String> found) {
    for (MethodModel each : model.methods()) {
      String reason = reason(model, each);
      if (reason != null && isSeen(each.flags())) {
        found.accept(each.methodName().stringValue(), reason);
      }
    }
    for (FieldModel each : model.fields()) {
      if (isSeen(each.flags())) {
        reason(each.fieldTypeSymbol())
            .ifPresent(reason -> found.accept(each.fieldName().stringValue(), reason));
      }
    }
  }

  /** Why a method is left out, besides that others do not see it; null if it is not. */
  private @Nullable String reason(ClassModel model, MethodModel method) {
    var own =
        lacking.reason(
            model.thisClass().asInternalName(),
            method.methodName().stringValue(),
            method.methodType().stringValue());
    if (own != null) {
      return own;
    }
    var type = method.methodTypeSymbol();
    return Stream.concat(Stream.of(type.returnType()), type.parameterList().stream())
        .flatMap(each -> reason(each).stream())
        .findFirst()
        .orElse(null);
  }

  /** Bridges are seen too: without them javac would make them again. */
  private static boolean isSeen(AccessFlags flags) {
    return (flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED))
        && (!flags.has(AccessFlag.SYNTHETIC) || flags.has(AccessFlag.BRIDGE));
  }

  /** A member of a type that is not in the API could not be used, and javac would stumble on it. */
  private Optional<String> reason(ClassDesc type) {
    ClassDesc element = type.isArray() ? element(type) : type;
    String name = element.isPrimitive() ? "" : internal(element.descriptorString());
    if (element.isPrimitive() || isThere(name)) {
      return Optional.empty();
    }
    String reason = lacking.reason(name);
    return Optional.of(
        reason == null ? "the page has no " + name.replace('/', '.').replace('$', '.') : reason);
  }

  private static ClassDesc element(ClassDesc array) {
    ClassDesc component = array.componentType();
    return component.isArray() ? element(component) : component;
  }

  private static boolean isKept(MethodElement element) {
    return element instanceof SignatureAttribute
        || element instanceof ExceptionsAttribute
        || element instanceof AnnotationDefaultAttribute
        || element instanceof RuntimeVisibleAnnotationsAttribute
        || element instanceof DeprecatedAttribute;
  }

  private static boolean isKept(FieldElement element) {
    return element instanceof SignatureAttribute
        || element instanceof ConstantValueAttribute
        || element instanceof RuntimeVisibleAnnotationsAttribute
        || element instanceof DeprecatedAttribute;
  }

  private boolean supertypesAreThere(ClassModel model) {
    return model.superclass().stream().allMatch(each -> isThere(each.asInternalName()))
        && model.interfaces().stream().allMatch(each -> isThere(each.asInternalName()));
  }

  private ClassEntry nearest(ClassEntry parent) {
    var bytes = around.get(parent.asInternalName());
    return isThere(parent.asInternalName()) || bytes == null
        ? parent
        : nearest(ClassFile.of().parse(bytes).superclass().orElseThrow());
  }

  /** A class's signature without the supertypes that are not there. */
  private ClassSignature fitting(ClassSignature signature, ClassModel model) {
    var parent = model.superclass().orElseThrow();
    boolean same = isThere(parent.asInternalName());
    return ClassSignature.of(
        signature.typeParameters(),
        same
            ? signature.superclassSignature()
            : java.lang.classfile.Signature.ClassTypeSig.of(nearest(parent).asSymbol()),
        signature.superinterfaceSignatures().stream()
            .filter(each -> isThere(internal(each.classDesc().descriptorString())))
            .toArray(java.lang.classfile.Signature.ClassTypeSig[]::new));
  }

  private static String internal(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1);
  }
}
