package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import org.jspecify.annotations.NullUnmarked;

/** The instructions that move slots, whatever they hold, and wide locals. */
@NullUnmarked // a reference of the program may be null wherever one is
final class StackOps {

  private StackOps() {}

  /** Runs an instruction of the stack; {@code sp} is the first free slot. Returns it afterwards. */
  static int run(VmThread t, int op, int sp) {
    return switch (op) {
      case POP2 -> sp - 2;
      case DUP_X1 -> {
        move(t, sp - 1, sp);
        move(t, sp - 2, sp - 1);
        move(t, sp, sp - 2);
        yield sp + 1;
      }
      case DUP_X2 -> {
        move(t, sp - 1, sp);
        move(t, sp - 2, sp - 1);
        move(t, sp - 3, sp - 2);
        move(t, sp, sp - 3);
        yield sp + 1;
      }
      case DUP2 -> {
        move(t, sp - 2, sp);
        move(t, sp - 1, sp + 1);
        yield sp + 2;
      }
      case DUP2_X1 -> {
        move(t, sp - 1, sp + 1);
        move(t, sp - 2, sp);
        move(t, sp - 3, sp - 1);
        move(t, sp + 1, sp - 2);
        move(t, sp, sp - 3);
        yield sp + 2;
      }
      case DUP2_X2 -> {
        move(t, sp - 1, sp + 1);
        move(t, sp - 2, sp);
        move(t, sp - 3, sp - 1);
        move(t, sp - 4, sp - 2);
        move(t, sp + 1, sp - 3);
        move(t, sp, sp - 4);
        yield sp + 2;
      }
      case SWAP -> {
        move(t, sp - 1, sp);
        move(t, sp - 2, sp - 1);
        move(t, sp, sp - 2);
        yield sp;
      }
      default -> throw new IllegalStateException("No such instruction: " + op);
    };
  }

  private static void move(VmThread thread, int from, int to) {
    thread.ints[to] = thread.ints[from];
    thread.refs[to] = thread.refs[from];
    thread.longs[to] = thread.longs[from];
    thread.doubles[to] = thread.doubles[from];
  }

  /** The same, where the instruction says which of the first four locals. */
  static int firstLocal(VmThread thread, int op, int base, int sp) {
    boolean loads = op < ALOAD_0;
    int from = op - (loads ? LLOAD_0 : LSTORE_0);
    return local(thread, (loads ? LLOAD : LSTORE) + from / 4, base + from % 4, sp);
  }

  /** Loads or stores a long, float or double. */
  static int local(VmThread thread, int op, int local, int sp) {
    return switch (op) {
      case LLOAD -> {
        thread.longs[sp] = thread.longs[local];
        yield sp + 2;
      }
      case FLOAD -> {
        thread.doubles[sp] = thread.doubles[local];
        yield sp + 1;
      }
      case DLOAD -> {
        thread.doubles[sp] = thread.doubles[local];
        yield sp + 2;
      }
      case LSTORE -> {
        thread.longs[local] = thread.longs[sp - 2];
        yield sp - 2;
      }
      case FSTORE -> {
        thread.doubles[local] = thread.doubles[sp - 1];
        yield sp - 1;
      }
      case DSTORE -> {
        thread.doubles[local] = thread.doubles[sp - 2];
        yield sp - 2;
      }
      default -> throw new IllegalStateException("No such instruction: " + op);
    };
  }
}
