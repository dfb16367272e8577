package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.Constant;
import java.util.List;

/** The code of a string concatenation (StringConcatFactory). */
final class ConcatSite {

  private static final String BUILDER = "java/lang/StringBuilder";

  private ConcatSite() {}

  static void write(ClassBuilder builder, String descriptor, Constant[] arguments) {
    var code = new CodeBuilder(builder);
    code.create(BUILDER).call(INVOKESPECIAL, BUILDER, "<init>", "()V");
    String recipe = ((Constant.Text) arguments[0]).value();
    List<String> types = Descriptors.parameters(descriptor);
    var literal = new StringBuilder();
    int local = 0;
    int argument = 0;
    int constant = 1;
    for (int i = 0; i < recipe.length(); i++) {
      char each = recipe.charAt(i);
      if (each == 1) {
        flush(code, literal);
        String type = types.get(argument++);
        local = code.load(type, local);
        append(code, type);
      } else if (each == 2) {
        literal.append(text(arguments[constant++]));
      } else {
        literal.append(each);
      }
    }
    flush(code, literal);
    code.call(INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;").op(ARETURN);
    builder.method(VmMethod.STATIC | 1, Linker.SITE, descriptor, code);
  }

  private static String text(Constant constant) {
    return switch (constant) {
      case Constant.Text text -> text.value();
      case Constant.IntValue value -> String.valueOf(value.value());
      case Constant.LongValue value -> String.valueOf(value.value());
      default -> throw new IllegalStateException("No text is made of " + constant);
    };
  }

  private static void flush(CodeBuilder code, StringBuilder literal) {
    if (literal.length() > 0) {
      code.text(literal.toString());
      append(code, "Ljava/lang/String;");
      literal.setLength(0);
    }
  }

  /** Appends the value on the stack. */
  static void append(CodeBuilder code, String type) {
    String as =
        switch (type) {
          case "B", "S" -> "I";
          case "Z", "C", "I", "J", "F", "D", "Ljava/lang/String;" -> type;
          default -> "Ljava/lang/Object;";
        };
    code.call(INVOKEVIRTUAL, BUILDER, "append", "(" + as + ")L" + BUILDER + ";");
  }
}
