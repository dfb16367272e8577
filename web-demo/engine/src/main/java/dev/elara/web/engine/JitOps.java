package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.JitText.Value;

/** The instructions on numbers, as expressions of JavaScript with exactly their results. */
final class JitOps {

  /** What a comparison has compared; {@code nan} is its result if one of the two is none. */
  record Order(String left, String right, int nan) {
    static final Order NONE = new Order("", "", 0);

    /** The test that a jump on the result makes. */
    String test(int op) {
      return switch (op) {
        case IFEQ -> left + "===" + right;
        case IFNE -> left + "!==" + right;
        case IFLT -> nan < 0 ? "!(" + left + ">=" + right + ")" : left + "<" + right;
        case IFGE -> nan > 0 ? "!(" + left + "<" + right + ")" : left + ">=" + right;
        case IFGT -> nan > 0 ? "!(" + left + "<=" + right + ")" : left + ">" + right;
        default -> nan < 0 ? "!(" + left + ">" + right + ")" : left + "<=" + right;
      };
    }
  }

  private JitOps() {}

  /** An int as JavaScript writes it. */
  static String number(int value) {
    return value < 0 ? "(" + value + ")" : String.valueOf(value);
  }

  static String number(long value) {
    return value < 0 ? "(" + value + "n)" : value + "n";
  }

  /** Writes an instruction from {@link Op#IADD} to {@link Op#DCMPG}, but for {@link Op#IINC}. */
  static void write(JitText text, int op) {
    if (op >= I2L && op <= I2S) {
      convert(text, op);
    } else if (op >= LCMP) {
      compare(text, op);
    } else if (op >= INEG && op <= DNEG) {
      Value value = text.pop();
      text.push(value.kind(), wrapped(value.kind(), "-" + value.text()), value.uses());
    } else if ((op >= IDIV && op <= LDIV) || (op >= IREM && op <= LREM)) {
      divide(text, op);
    } else {
      Value right = text.pop();
      Value left = text.pop();
      text.push(left.kind(), binary(op, left, right), left.uses() + right.uses());
    }
  }

  private static void divide(JitText text, int op) {
    Value right = text.popSimple();
    Value left = text.pop();
    text.line("if(" + right.text() + "===0" + (right.kind() == 'J' ? "n)" : ")") + text.leave());
    String sign = op >= IREM ? "%" : "/";
    text.push(
        left.kind(),
        wrapped(left.kind(), left.text() + sign + right.text()),
        left.uses() + right.uses());
  }

  private static String binary(int op, Value left, Value right) {
    String a = left.text();
    String b = right.text();
    if (op >= ISHL && op <= LUSHR) {
      return shift(op, a, b);
    }
    if (op >= IAND && op <= LXOR) {
      return "(" + a + "&&||^^".charAt(op - IAND) + b + ")";
    }
    if (op == IMUL) {
      return "Math.imul(" + a + "," + b + ")";
    }
    return wrapped(left.kind(), a + "+-*/%".charAt((op - IADD) / 4) + b);
  }

  private static String wrapped(char kind, String value) {
    return switch (kind) {
      case 'I' -> "(" + value + "|0)";
      case 'J' -> "BigInt.asIntN(64," + value + ")";
      case 'F' -> "Math.fround(" + value + ")";
      default -> "(" + value + ")";
    };
  }

  private static String shift(int op, String value, String by) {
    String wide = "BigInt(" + by + "&63)";
    return switch (op) {
      case ISHL -> "(" + value + "<<" + by + ")";
      case ISHR -> "(" + value + ">>" + by + ")";
      case IUSHR -> "(" + value + ">>>" + by + "|0)";
      case LSHL -> "BigInt.asIntN(64," + value + "<<" + wide + ")";
      case LSHR -> "BigInt.asIntN(64," + value + ">>" + wide + ")";
      default -> "BigInt.asIntN(64,BigInt.asUintN(64," + value + ")>>" + wide + ")";
    };
  }

  private static void compare(JitText text, int op) {
    Value right = text.popSimple();
    Value left = text.popSimple();
    int nan = op == LCMP ? 0 : op == FCMPL || op == DCMPL ? -1 : 1;
    var order = new Order(left.text(), right.text(), nan);
    String value =
        "("
            + order.test(IFEQ)
            + "?0:"
            + (nan < 0 ? order.test(IFGT) + "?1:-1)" : order.test(IFLT) + "?-1:1)");
    text.push(new Value('I', value, left.uses() + right.uses(), order));
  }

  private static void convert(JitText text, int op) {
    Value value = text.pop();
    String from = value.text();
    String made =
        switch (op) {
          case I2L -> "BigInt(" + from + ")";
          case I2F, D2F -> "Math.fround(" + from + ")";
          case I2D, F2D -> from;
          case L2I -> "Number(BigInt.asIntN(32," + from + "))";
          case L2F -> "X.l2f(" + from + ")";
          case L2D -> "Number(" + from + ")";
          case F2I, D2I -> "X.d2i(" + from + ")";
          case F2L, D2L -> "X.d2l(" + from + ")";
          case I2B -> "(" + from + "<<24>>24)";
          case I2C -> "(" + from + "&65535)";
          default -> "(" + from + "<<16>>16)";
        };
    text.push("JFDIFDIJDIJFIII".charAt(op - I2L), made, value.uses());
  }
}
