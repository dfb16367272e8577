package dev.elara.java.runtime;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldBuilder;
import java.lang.classfile.FieldElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.FieldTransform;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.PermittedSubclassesAttribute;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Rewrites the classes of cells before they are loaded: puts in {@link Probe}s and opens what is
 * not private.
 *
 * <p>Each cell has a class loader of its own, and package-private access does not cross loaders, so
 * everything that is not private becomes public. For the same reason {@code PermittedSubclasses} is
 * dropped from a sealed class when a permitted one comes from another cell; the compiler has
 * checked it by then.
 *
 * <p>Probes add no branches, so the compiler's stack maps are kept and no class hierarchy is
 * needed.
 *
 * <p>Immutable and thread-safe; never blocks.
 */
public final class Weaver {

  private static final int ACCESS =
      ClassFile.ACC_PUBLIC | ClassFile.ACC_PROTECTED | ClassFile.ACC_PRIVATE;

  /** Bytes: {@code aload_0}, {@code invokespecial} with its index, {@code return}. */
  private static final int CALL_OF_CONSTRUCTOR = 5;

  private final ClassFile classFile =
      ClassFile.of(
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.DebugElementsOption.PASS_DEBUG,
          ClassFile.LineNumbersOption.PASS_LINE_NUMBERS);
  private final List<Probe> probes;

  /** A weaver of these probes; at one place they are put in in this order. */
  public Weaver(List<Probe> probes) {
    this.probes = List.copyOf(probes);
  }

  /** What cells get: stop checks and calls that know their cell. */
  public static Weaver ofCells() {
    return new Weaver(
        List.of(new StopProbe(), new CallProbe(), new FunctionProbe(), new RunProbe()));
  }

  /** Weaves a class that nobody loads: what that costs the first time, a cell need not wait for. */
  void rehearse() {
    byte[] smallest =
        classFile.build(
            ClassDesc.of("Rehearsal"),
            type ->
                type.withMethodBody(
                    "run",
                    MethodTypeDesc.of(ConstantDescs.CD_Object),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                    code ->
                        code.iconst_1()
                            .invokestatic(
                                ConstantDescs.CD_Integer,
                                "valueOf",
                                MethodTypeDesc.of(ConstantDescs.CD_Integer, ConstantDescs.CD_int))
                            .areturn()));
    weave(smallest, _ -> false, _ -> {});
  }

  /**
   * Weaves one class. If a method has no room for the probes, the whole class does without them:
   * better a class that cannot be stopped than one that cannot be loaded.
   *
   * @param original the class file as compiled
   * @param sameCell whether a class, by its binary name, is loaded by the same loader
   * @param uses told the binary name of each class of a cell it refers to
   * @throws IllegalArgumentException if {@code original} is no class file
   */
  public byte[] weave(byte[] original, Predicate<String> sameCell, Consumer<String> uses) {
    ClassModel model = classFile.parse(original);
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof ClassEntry used && CellLoader.isCellClass(used.asInternalName())) {
        uses.accept(binaryName(used));
      }
    }
    try {
      return weave(model, sameCell, probes);
    } catch (IllegalArgumentException tooLarge) {
      return weave(model, sameCell, List.of());
    }
  }

  private byte[] weave(ClassModel model, Predicate<String> sameCell, List<Probe> with) {
    return classFile.transformClass(model, new CellClass(sameCell, with));
  }

  // Classes with `instanceof`: lambdas of these interfaces and a `switch` over types are made anew
  // in each process, which the first cell would wait for.

  private record CellClass(Predicate<String> sameCell, List<Probe> probes)
      implements ClassTransform {

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
      if (element instanceof MethodModel method) {
        builder.transformMethod(method, new CellMethod(method, probes));
      } else if (element instanceof FieldModel field) {
        builder.transformField(field, new CellField());
      } else if (element instanceof AccessFlags flags) {
        builder.withFlags(opened(flags.flagsMask()));
      } else if (element instanceof InnerClassesAttribute inner) {
        builder.with(opened(inner));
      } else if (!(element instanceof PermittedSubclassesAttribute permitted)
          || permitted.permittedSubclasses().stream()
              .allMatch(entry -> sameCell.test(binaryName(entry)))) {
        builder.with(element);
      }
    }
  }

  private record CellMethod(MethodModel method, List<Probe> probes) implements MethodTransform {

    @Override
    public void accept(MethodBuilder builder, MethodElement element) {
      if (element instanceof AccessFlags flags && !isStaticInitialiser(method)) {
        builder.withFlags(opened(flags.flagsMask()));
      } else if (element instanceof CodeModel code && !onlyCallsObjects(method, code)) {
        builder.transformCode(code, new MethodWeaving(method, code, probes));
      } else {
        builder.with(element);
      }
    }
  }

  /** Whether it is the constructor that javac gives every class: there is nothing to stop in it. */
  private static boolean onlyCallsObjects(MethodModel method, CodeModel code) {
    return method.methodName().equalsString("<init>")
        && code instanceof CodeAttribute body
        && body.codeLength() == CALL_OF_CONSTRUCTOR
        && method
            .parent()
            .flatMap(ClassModel::superclass)
            .filter(above -> above.name().equalsString("java/lang/Object"))
            .isPresent();
  }

  private record CellField() implements FieldTransform {

    @Override
    public void accept(FieldBuilder builder, FieldElement element) {
      if (element instanceof AccessFlags flags) {
        builder.withFlags(opened(flags.flagsMask()));
      } else {
        builder.with(element);
      }
    }
  }

  private static String binaryName(ClassEntry entry) {
    return entry.asInternalName().replace('/', '.');
  }

  private static boolean isStaticInitialiser(MethodModel method) {
    return method.methodName().equalsString("<clinit>");
  }

  private static InnerClassesAttribute opened(InnerClassesAttribute inner) {
    return InnerClassesAttribute.of(
        inner.classes().stream()
            .map(info ->
                InnerClassInfo.of(
                    info.innerClass(),
                    info.outerClass(),
                    info.innerName(),
                    isOfCell(info) ? opened(info.flagsMask()) : info.flagsMask()))
            .toList());
  }

  /**
   * Whether a nested class is one of a cell's; flags of others, as of Map.Entry, stay as they are.
   */
  private static boolean isOfCell(InnerClassInfo info) {
    return CellLoader.isCellClass(info.innerClass().asInternalName());
  }

  private static int opened(int flags) {
    return (flags & ClassFile.ACC_PRIVATE) != 0 ? flags : (flags & ~ACCESS) | ClassFile.ACC_PUBLIC;
  }

  /** The stack maps of a method, if it has any. */
  static Optional<StackMapTableAttribute> stackMaps(CodeModel code) {
    return code instanceof CodeAttribute attribute
        ? attribute.findAttribute(Attributes.stackMapTable())
        : Optional.empty();
  }
}
