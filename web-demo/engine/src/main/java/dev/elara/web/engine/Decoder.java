package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a method's bytes into instructions. Each stays at its place, so that positions, handlers
 * and lines need no translation: the operation in one element, its whole operands in the next, wide
 * forms as plain ones with nothing behind them.
 */
final class Decoder {

  /** The method's instructions, made once. */
  int[] instructions(VmMethod method) {
    int[] made = method.instructions;
    if (made == null) {
      made = decode(method);
      method.instructions = made;
    }
    return made;
  }

  /** The same, afresh: the interpreter puts its own in place of some. */
  static int[] decode(VmMethod method) {
    byte[] bytes = method.code().bytes();
    int[] out = new int[bytes.length];
    List<SwitchTable> switches = new ArrayList<>();
    int pc = 0;
    while (pc < bytes.length) {
      int op = bytes[pc] & 0xff;
      out[pc] = op;
      pc =
          switch (op) {
            case TABLESWITCH, LOOKUPSWITCH -> {
              out[pc + 1] = switches.size();
              yield readSwitch(bytes, pc, op == TABLESWITCH, switches);
            }
            case WIDE -> wide(bytes, out, pc);
            default -> plain(bytes, out, pc, op);
          };
    }
    method.switches = switches.toArray(new SwitchTable[0]);
    return out;
  }

  private static int plain(byte[] bytes, int[] out, int pc, int op) {
    return switch (op) {
      case BIPUSH, NEWARRAY -> {
        out[pc + 1] = bytes[pc + 1];
        yield pc + 2;
      }
      case SIPUSH -> {
        out[pc] = BIPUSH;
        out[pc + 1] = (short) u2(bytes, pc + 1);
        yield pc + 3;
      }
      case LDC, ILOAD, LLOAD, FLOAD, DLOAD, ALOAD, ISTORE, LSTORE, FSTORE, DSTORE, ASTORE -> {
        out[pc + 1] = bytes[pc + 1] & 0xff;
        yield pc + 2;
      }
      case LDC_W, LDC2_W -> {
        out[pc] = LDC;
        out[pc + 1] = u2(bytes, pc + 1);
        yield pc + 3;
      }
      case IINC -> {
        out[pc + 1] = bytes[pc + 1] & 0xff;
        out[pc + 2] = bytes[pc + 2];
        yield pc + 3;
      }
      case 200 -> { // goto_w
        out[pc] = GOTO;
        out[pc + 1] = pc + s4(bytes, pc + 1);
        yield pc + 5;
      }
      case MULTIANEWARRAY -> {
        out[pc + 1] = u2(bytes, pc + 1);
        out[pc + 2] = bytes[pc + 3] & 0xff;
        yield pc + 4;
      }
      case INVOKEINTERFACE, INVOKEDYNAMIC -> {
        out[pc + 1] = u2(bytes, pc + 1);
        yield pc + 5;
      }
      default -> {
        if ((op >= IFEQ && op <= GOTO) || op == IFNULL || op == IFNONNULL) {
          out[pc + 1] = pc + (short) u2(bytes, pc + 1);
          yield pc + 3;
        }
        if ((op >= GETSTATIC && op <= NEW)
            || op == ANEWARRAY
            || op == CHECKCAST
            || op == INSTANCEOF) {
          out[pc + 1] = u2(bytes, pc + 1);
          yield pc + 3;
        }
        yield pc + 1;
      }
    };
  }

  private static int wide(byte[] bytes, int[] out, int pc) {
    int op = bytes[pc + 1] & 0xff;
    out[pc] = op;
    out[pc + 1] = u2(bytes, pc + 2);
    if (op != IINC) {
      return pc + 4;
    }
    out[pc + 2] = (short) u2(bytes, pc + 4);
    return pc + 6;
  }

  private static int readSwitch(byte[] bytes, int pc, boolean dense, List<SwitchTable> switches) {
    int at = (pc + 4) & ~3;
    int otherwise = pc + s4(bytes, at);
    int first = s4(bytes, at + 4);
    if (dense) {
      int[] targets = new int[s4(bytes, at + 8) - first + 1];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = pc + s4(bytes, at + 12 + 4 * i);
      }
      switches.add(new SwitchTable.Dense(first, targets, otherwise));
      return at + 12 + 4 * targets.length;
    }
    int[] keys = new int[first];
    int[] targets = new int[first];
    for (int i = 0; i < first; i++) {
      keys[i] = s4(bytes, at + 8 + 8 * i);
      targets[i] = pc + s4(bytes, at + 12 + 8 * i);
    }
    switches.add(new SwitchTable.Sparse(keys, targets, otherwise));
    return at + 8 + 8 * first;
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static int s4(byte[] bytes, int at) {
    return u2(bytes, at) << 16 | u2(bytes, at + 2);
  }
}
