package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.ClassFile;
import dev.elara.web.engine.classfile.Constant;

/** The code that chooses a case of a pattern switch (SwitchBootstraps). */
final class SwitchSite {

  private static final String EQUALS = "(Ljava/lang/Object;)Z";

  private final ClassFile file;
  private final ClassBuilder builder;
  private final String descriptor;
  private final Constant[] labels;

  SwitchSite(ClassFile file, ClassBuilder builder, String descriptor, Constant[] labels) {
    this.file = file;
    this.builder = builder;
    this.descriptor = descriptor;
    this.labels = labels;
  }

  /** A method of the value and the label to begin with; returns the label that fits. */
  void write() {
    var code = new CodeBuilder(builder);
    String selector = Descriptors.parameters(descriptor).getFirst();
    if (Kind.of(selector) != Kind.REF) {
      writePrimitive(code, Kind.of(selector).slots);
      return;
    }
    var none = new CodeBuilder(builder);
    none.number(-1).op(IRETURN);
    code.op(ALOAD_0).over(IFNONNULL, none);
    for (int i = 0; i < labels.length; i++) {
      var found = new CodeBuilder(builder);
      found.number(i).op(IRETURN);
      var test = new CodeBuilder(builder);
      test(test, labels[i], found);
      code.op(ILOAD_0 + 1).number(i).over(IF_ICMPGT, test);
    }
    code.number(labels.length).op(IRETURN);
    builder.method(VmMethod.STATIC | 1, Linker.SITE, descriptor, code);
  }

  /** Without preview features a primitive's labels are all its own type, so the first one fits. */
  private void writePrimitive(CodeBuilder code, int restart) {
    int _ = code.load("I", restart);
    code.op(IRETURN);
    builder.method(VmMethod.STATIC | 1, Linker.SITE, descriptor, code);
  }

  /** Runs {@code found} if the value fits the label. */
  private void test(CodeBuilder code, Constant label, CodeBuilder found) {
    switch (label) {
      case Constant.ClassName type -> {
        code.op(ALOAD_0).op2(INSTANCEOF, builder.type(type.name()));
        code.over(IFEQ, found);
      }
      case Constant.Text text -> testText(code, text.value(), found);
      case Constant.IntValue value -> testNumber(code, value.value(), found);
      case Constant.Dynamic constant -> {
        String[] named = enumConstant(constant);
        code.op(ALOAD_0).field(GETSTATIC, named[0], named[1], "L" + named[0] + ";");
        code.over(IF_ACMPNE, found);
      }
      default -> throw new IllegalStateException("No case is " + label);
    }
  }

  /** A string; or the name of a constant, in a switch on one enum. */
  private void testText(CodeBuilder code, String value, CodeBuilder found) {
    String selector = Descriptors.className(Descriptors.parameters(descriptor).getFirst());
    if (isEnum()) {
      code.op(ALOAD_0).field(GETSTATIC, selector, value, "L" + selector + ";");
      code.over(IF_ACMPNE, found);
    } else {
      code.text(value).op(ALOAD_0).call(INVOKEVIRTUAL, "java/lang/String", "equals", EQUALS);
      code.over(IFEQ, found);
    }
  }

  private boolean isEnum() {
    // typeSwitch's strings are strings; enumSwitch's are names of the selector's own constants.
    String selector = Descriptors.parameters(descriptor).getFirst();
    return !selector.equals("Ljava/lang/Object;")
        && !selector.equals("Ljava/lang/String;")
        && !selector.equals("Ljava/lang/CharSequence;")
        && !selector.equals("Ljava/lang/Comparable;");
  }

  private void testNumber(CodeBuilder code, int value, CodeBuilder found) {
    var number = new CodeBuilder(builder);
    number.op(ALOAD_0).cast("Ljava/lang/Number;");
    number.call(INVOKEVIRTUAL, "java/lang/Number", "intValue", "()I");
    number.number(value).over(IF_ICMPNE, found);
    code.op(ALOAD_0).op2(INSTANCEOF, builder.type("java/lang/Number")).over(IFEQ, number);
    var character = new CodeBuilder(builder);
    character.op(ALOAD_0).cast("Ljava/lang/Character;");
    character.call(INVOKEVIRTUAL, "java/lang/Character", "charValue", "()C");
    character.number(value).over(IF_ICMPNE, found);
    code.op(ALOAD_0).op2(INSTANCEOF, builder.type("java/lang/Character")).over(IFEQ, character);
  }

  /** Class and name of an enum's constant, out of {@code EnumDesc.of(ClassDesc.of(…), name)}. */
  private String[] enumConstant(Constant.Dynamic constant) {
    int[] arguments = file.bootstraps().get(constant.bootstrap()).arguments();
    if (arguments.length < 3
        || !(file.pool().at(arguments[1]) instanceof Constant.Dynamic type)
        || !(file.pool().at(arguments[2]) instanceof Constant.Text name)) {
      throw new IllegalStateException("No case is " + constant);
    }
    int[] ofType = file.bootstraps().get(type.bootstrap()).arguments();
    String className = ((Constant.Text) file.pool().at(ofType[1])).value();
    return new String[] {className.replace('.', '/'), name.value()};
  }
}
