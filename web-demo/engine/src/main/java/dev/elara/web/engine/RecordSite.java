package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.Constant;

/** The code of a record's equals, hashCode and toString (ObjectMethods). */
final class RecordSite {

  private static final String BUILDER = "java/lang/StringBuilder";

  private RecordSite() {}

  static void write(ClassBuilder builder, Constant.Dynamic dynamic, Constant[] arguments) {
    String owner = ((Constant.ClassName) arguments[0]).name();
    var code = new CodeBuilder(builder);
    switch (dynamic.name()) {
      case "toString" -> text(code, arguments);
      case "hashCode" -> hash(code, arguments);
      case "equals" -> equal(builder, code, owner, arguments);
      default -> throw new IllegalStateException("No record has " + dynamic.name() + " by itself.");
    }
    builder.method(VmMethod.STATIC | 1, Linker.SITE, dynamic.descriptor(), code);
  }

  private static Constant.Member component(Constant handle) {
    return ((Constant.Handle) handle).member();
  }

  private static void get(CodeBuilder code, int load, Constant.Member field) {
    code.op(load).field(GETFIELD, field.owner(), field.name(), field.descriptor());
  }

  private static void text(CodeBuilder code, Constant[] arguments) {
    String string = "Ljava/lang/String;";
    code.create(BUILDER).call(INVOKESPECIAL, BUILDER, "<init>", "()V");
    code.op(ALOAD_0).call(INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;");
    code.call(INVOKEVIRTUAL, "java/lang/Class", "getSimpleName", "()" + string);
    ConcatSite.append(code, string);
    for (int i = 2; i < arguments.length; i++) {
      Constant.Member field = component(arguments[i]);
      code.text((i == 2 ? "[" : ", ") + field.name() + "=");
      ConcatSite.append(code, string);
      get(code, ALOAD_0, field);
      ConcatSite.append(code, field.descriptor());
    }
    code.text(arguments.length == 2 ? "[]" : "]");
    ConcatSite.append(code, string);
    code.call(INVOKEVIRTUAL, BUILDER, "toString", "()" + string).op(ARETURN);
  }

  private static void hash(CodeBuilder code, Constant[] arguments) {
    code.op(ICONST_0);
    for (int i = 2; i < arguments.length; i++) {
      Constant.Member field = component(arguments[i]);
      code.number(31).op(IMUL);
      get(code, ALOAD_0, field);
      char first = field.descriptor().charAt(0);
      if (Kind.of(first) == Kind.REF) {
        code.call(INVOKESTATIC, "java/util/Objects", "hashCode", "(Ljava/lang/Object;)I");
      } else {
        code.call(INVOKESTATIC, Descriptors.box(first), "hashCode", "(" + first + ")I");
      }
      code.op(IADD);
    }
    code.op(IRETURN);
  }

  private static void equal(
      ClassBuilder builder, CodeBuilder code, String owner, Constant[] arguments) {
    code.op(ALOAD_0).op(ALOAD_0 + 1);
    code.over(IF_ACMPNE, new CodeBuilder(builder).op(ICONST_1).op(IRETURN));
    code.op(ALOAD_0 + 1).op2(INSTANCEOF, builder.type(owner));
    code.over(IFNE, no(builder));
    code.op(ALOAD_0 + 1).cast("L" + owner + ";").op(ASTORE_0 + 2);
    for (int i = 2; i < arguments.length; i++) {
      Constant.Member field = component(arguments[i]);
      get(code, ALOAD_0, field);
      get(code, ALOAD_0 + 2, field);
      char first = field.descriptor().charAt(0);
      if (Kind.of(first) == Kind.REF) {
        String objects = "(Ljava/lang/Object;Ljava/lang/Object;)Z";
        code.call(INVOKESTATIC, "java/util/Objects", "equals", objects);
        code.over(IFNE, no(builder));
      } else {
        String pair = "(" + first + first + ")I";
        code.call(INVOKESTATIC, Descriptors.box(first), "compare", pair);
        code.over(IFEQ, no(builder));
      }
    }
    code.op(ICONST_1).op(IRETURN);
  }

  private static CodeBuilder no(ClassBuilder builder) {
    return new CodeBuilder(builder).op(ICONST_0).op(IRETURN);
  }
}
