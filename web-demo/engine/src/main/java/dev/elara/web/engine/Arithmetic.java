package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

/** The instructions on longs, floats and doubles, and the conversions, exact on every host. */
final class Arithmetic {

  /** A float's place: whatever the host computes with, what lies here is a float. */
  private static final float[] ROUND = new float[1];

  private Arithmetic() {}

  /**
   * Divides ints, or takes the remainder.
   *
   * @throws Thrown ArithmeticException
   */
  static int divide(Vm vm, int op, int left, int right) {
    if (right == 0) {
      throw vm.errors.make("java/lang/ArithmeticException", "/ by zero");
    }
    if (right == -1) {
      return op == IDIV ? -left : 0;
    }
    return op == IDIV ? left / right : left % right;
  }

  static double round(double value) {
    ROUND[0] = (float) value;
    return ROUND[0];
  }

  /** Runs an instruction; {@code sp} is the first free slot. Returns what it is afterwards. */
  static int run(Vm vm, VmThread thread, int op, int sp) {
    int[] ints = thread.ints;
    long[] longs = thread.longs;
    double[] doubles = thread.doubles;
    switch (op) {
      case LCONST_0, LCONST_1 -> {
        longs[sp] = (long) op - LCONST_0;
        return sp + 2;
      }
      case FCONST_0, FCONST_1, FCONST_2 -> {
        doubles[sp] = op - FCONST_0;
        return sp + 1;
      }
      case DCONST_0, DCONST_1 -> {
        doubles[sp] = op - DCONST_0;
        return sp + 2;
      }
      case LADD, LSUB, LMUL, LDIV, LREM, LAND, LOR, LXOR -> {
        longs[sp - 4] = longs(vm, op, longs[sp - 4], longs[sp - 2]);
        return sp - 2;
      }
      case LSHL, LSHR, LUSHR -> {
        long value = longs[sp - 3];
        int by = ints[sp - 1] & 63;
        longs[sp - 3] = op == LSHL ? value << by : op == LSHR ? value >> by : value >>> by;
        return sp - 1;
      }
      case LNEG -> longs[sp - 2] = -longs[sp - 2];
      case FADD, FSUB, FMUL, FDIV, FREM -> {
        doubles[sp - 2] = round(doubles(op - FADD, doubles[sp - 2], doubles[sp - 1]));
        return sp - 1;
      }
      case DADD, DSUB, DMUL, DDIV, DREM -> {
        doubles[sp - 4] = doubles(op - DADD, doubles[sp - 4], doubles[sp - 2]);
        return sp - 2;
      }
      case FNEG -> doubles[sp - 1] = -doubles[sp - 1];
      case DNEG -> doubles[sp - 2] = -doubles[sp - 2];
      case LCMP -> {
        ints[sp - 4] = Long.compare(longs[sp - 4], longs[sp - 2]);
        return sp - 3;
      }
      case FCMPL, FCMPG -> {
        ints[sp - 2] = compare(doubles[sp - 2], doubles[sp - 1], op == FCMPL ? -1 : 1);
        return sp - 1;
      }
      case DCMPL, DCMPG -> {
        ints[sp - 4] = compare(doubles[sp - 4], doubles[sp - 2], op == DCMPL ? -1 : 1);
        return sp - 3;
      }
      default -> {
        return convert(op, ints, longs, doubles, sp);
      }
    }
    return sp;
  }

  private static long longs(Vm vm, int op, long left, long right) {
    return switch (op) {
      case LADD -> left + right;
      case LSUB -> left - right;
      case LMUL -> left * right;
      case LAND -> left & right;
      case LOR -> left | right;
      case LXOR -> left ^ right;
      default -> {
        if (right == 0) {
          throw vm.errors.make("java/lang/ArithmeticException", "/ by zero");
        }
        if (right == -1) {
          yield op == LDIV ? -left : 0;
        }
        yield op == LDIV ? left / right : left % right;
      }
    };
  }

  private static double doubles(int op, double left, double right) {
    return switch (op) {
      case FADD - FADD -> left + right;
      case FSUB - FADD -> left - right;
      case FMUL - FADD -> left * right;
      case FDIV - FADD -> left / right;
      default -> left % right;
    };
  }

  private static int compare(double left, double right, int ifNan) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    return left == right ? 0 : ifNan;
  }

  private static int convert(int op, int[] ints, long[] longs, double[] doubles, int sp) {
    switch (op) {
      case I2L -> {
        longs[sp - 1] = ints[sp - 1];
        return sp + 1;
      }
      case I2F -> doubles[sp - 1] = round(ints[sp - 1]);
      case I2D -> {
        doubles[sp - 1] = ints[sp - 1];
        return sp + 1;
      }
      case L2I -> {
        ints[sp - 2] = (int) longs[sp - 2];
        return sp - 1;
      }
      case L2F -> {
        doubles[sp - 2] = longToFloat(longs[sp - 2]);
        return sp - 1;
      }
      case L2D -> doubles[sp - 2] = longs[sp - 2];
      case F2I -> ints[sp - 1] = toInt(doubles[sp - 1]);
      case F2L -> {
        longs[sp - 1] = toLong(doubles[sp - 1]);
        return sp + 1;
      }
      case F2D -> {
        return sp + 1;
      }
      case D2I -> {
        ints[sp - 2] = toInt(doubles[sp - 2]);
        return sp - 1;
      }
      case D2L -> longs[sp - 2] = toLong(doubles[sp - 2]);
      case D2F -> {
        doubles[sp - 2] = round(doubles[sp - 2]);
        return sp - 1;
      }
      case I2B -> ints[sp - 1] = (byte) ints[sp - 1];
      case I2C -> ints[sp - 1] = (char) ints[sp - 1];
      case I2S -> ints[sp - 1] = (short) ints[sp - 1];
      default -> throw new IllegalStateException("No such instruction: " + op);
    }
    return sp;
  }

  /** Rounds once: by way of a double a long would be rounded twice. */
  static double longToFloat(long value) {
    if (value > -(1L << 53) && value < 1L << 53) {
      return round((double) value);
    }
    // What lies below a float's 24 bits only matters as "something is there".
    long sticky = (value & 0x7ff) == 0 ? 0 : 0x800;
    return round((double) ((value & ~0x7ffL) | sticky));
  }

  static int toInt(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return value >= 2147483647.0
        ? Integer.MAX_VALUE
        : value <= -2147483648.0 ? Integer.MIN_VALUE : (int) value;
  }

  static long toLong(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return value >= 9.223372036854776E18
        ? Long.MAX_VALUE
        : value <= -9.223372036854776E18 ? Long.MIN_VALUE : (long) value;
  }

  /** Whether a jump is taken that compares two numbers, or one with 0. */
  static boolean holds(int op, int left, int right) {
    return switch (op) {
      case IFEQ, IF_ICMPEQ -> left == right;
      case IFNE, IF_ICMPNE -> left != right;
      case IFLT, IF_ICMPLT -> left < right;
      case IFGE, IF_ICMPGE -> left >= right;
      case IFGT, IF_ICMPGT -> left > right;
      default -> left <= right;
    };
  }
}
