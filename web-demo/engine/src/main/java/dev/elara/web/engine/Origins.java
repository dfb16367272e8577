package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.Code;
import dev.elara.web.engine.classfile.Constant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which instruction of a method put what lies on its stack, at each of its instructions: its code
 * is gone through along all ways, with positions in place of values.
 */
final class Origins {

  /** Different on different ways, or no instruction's. */
  static final int UNKNOWN = -1;

  /** How many slots each instruction takes off the stack; a star where that varies. */
  private static final String TAKES =
      "00000000000000000000000000000000000000000000002222"
          + "222212121111122221111222211113434333312*******2424"
          + "24242424242424241212232323242424011122211122211142"
          + "2441111112222222200011121210*********011110111**11";

  /** How many slots it puts there. A cast leaves what it looks at. */
  private static final String PUTS =
      "01111111122111221111212121111122221111222211111212"
          + "111100000000000000000000000000000000000*******1212"
          + "12121212121212121212121212121212021211212212111111"
          + "1110000000000000001000000000*********111100100*100";

  private final VmMethod method;
  private final int[] instructions;

  /** The stack before each instruction; null where there is none, or no way leads. */
  private final int[] @Nullable [] stacks;

  private final Deque<Integer> reached = new ArrayDeque<>();

  Origins(VmMethod method) {
    this.method = method;
    instructions = Decoder.decode(method);
    stacks = new int[instructions.length][];
    reach(0, new int[0]);
    for (Code.ExceptionHandler each : method.code().handlers()) {
      reach(each.handler(), new int[] {UNKNOWN});
    }
    while (!reached.isEmpty()) {
      step(reached.remove());
    }
  }

  /** Whether a position is that of an instruction. */
  boolean isKnown(int position) {
    return position < stacks.length && stacks[position] != null && op(position) != NOP;
  }

  /** The instruction at a position, as the decoder makes it. */
  int op(int position) {
    return instructions[position];
  }

  /** Its operand. */
  int operand(int position) {
    return instructions[position + 1];
  }

  /** Where a slot of the stack before an instruction came from; the top has depth 0. */
  int of(int position, int depth) {
    int[] stack = stacks[position];
    return stack == null || depth >= stack.length ? UNKNOWN : stack[stack.length - 1 - depth];
  }

  /** The local variable that the instruction there loads an int or a reference from, or -1. */
  int local(int position) {
    int op = op(position);
    if (op == ILOAD || op == ALOAD) {
      return operand(position);
    }
    if (op >= ILOAD_0 && op < LLOAD_0) {
      return op - ILOAD_0;
    }
    return op >= ALOAD_0 && op < IALOAD ? op - ALOAD_0 : -1;
  }

  /** Whether anything in the method writes to a local variable. */
  boolean isWritten(int slot) {
    for (int at = 0; at < instructions.length; at = next(at)) {
      int op = op(at);
      if ((op >= ISTORE && op <= ASTORE && operand(at) == slot)
          || (op >= ISTORE_0 && op < IASTORE && (op - ISTORE_0) % 4 == slot)) {
        return true;
      }
    }
    return false;
  }

  /** Behind the operands; what is left of an instruction's bytes then decodes as NOP. */
  private int next(int position) {
    int op = op(position);
    if (op == IINC || op == MULTIANEWARRAY) {
      return position + 3;
    }
    boolean hasOperand =
        op == BIPUSH
            || op == LDC
            || (op >= ILOAD && op <= ALOAD)
            || (op >= ISTORE && op <= ASTORE)
            || (op >= IFEQ && op <= GOTO)
            || op == TABLESWITCH
            || op == LOOKUPSWITCH
            || (op >= GETSTATIC && op <= ANEWARRAY)
            || op == CHECKCAST
            || op == INSTANCEOF
            || op == IFNULL
            || op == IFNONNULL;
    return position + (hasOperand ? 2 : 1);
  }

  private void reach(int position, int[] stack) {
    int[] known = stacks[position];
    if (known == null) {
      stacks[position] = stack;
      reached.add(position);
      return;
    }
    for (int i = 0; i < known.length; i++) {
      if (known[i] != stack[i] && known[i] != UNKNOWN) {
        int[] merged = known.clone();
        merged[i] = UNKNOWN;
        known = merged;
      }
    }
    if (known != stacks[position]) {
      stacks[position] = known;
      reached.add(position);
    }
  }

  private void step(int position) {
    int op = op(position);
    int[] stack = after(op, position, Objects.requireNonNull(stacks[position]));
    if (op == TABLESWITCH || op == LOOKUPSWITCH) {
      switch (method.switches[operand(position)]) {
        case SwitchTable.Dense dense -> reachAll(dense.targets(), dense.otherwise(), stack);
        case SwitchTable.Sparse sparse -> reachAll(sparse.targets(), sparse.otherwise(), stack);
      }
      return;
    }
    if ((op >= IFEQ && op <= GOTO) || op == IFNULL || op == IFNONNULL) {
      reach(operand(position), stack);
    }
    boolean leaves = op == GOTO || op == ATHROW || (op >= IRETURN && op <= RETURN);
    if (!leaves && next(position) < instructions.length) {
      reach(next(position), stack);
    }
  }

  private void reachAll(int[] targets, int otherwise, int[] stack) {
    for (int each : targets) {
      reach(each, stack);
    }
    reach(otherwise, stack);
  }

  private int[] after(int op, int position, int[] stack) {
    return switch (op) {
      case DUP -> copied(stack, 1, 0);
      case DUP_X1 -> copied(stack, 1, 1);
      case DUP_X2 -> copied(stack, 1, 2);
      case DUP2 -> copied(stack, 2, 0);
      case DUP2_X1 -> copied(stack, 2, 1);
      case DUP2_X2 -> copied(stack, 2, 2);
      case SWAP -> Arrays.copyOf(copied(stack, 1, 1), stack.length);
      case LDC -> replaced(stack, 0, isWide(position) ? 2 : 1, position);
      case MULTIANEWARRAY -> replaced(stack, instructions[position + 2], 1, position);
      case GETSTATIC -> replaced(stack, 0, fieldSlots(position), position);
      case PUTSTATIC -> replaced(stack, fieldSlots(position), 0, position);
      case GETFIELD -> replaced(stack, 1, fieldSlots(position), position);
      case PUTFIELD -> replaced(stack, 1 + fieldSlots(position), 0, position);
      case INVOKEVIRTUAL, INVOKESPECIAL, INVOKEINTERFACE -> called(stack, 1, position);
      case INVOKESTATIC, INVOKEDYNAMIC -> called(stack, 0, position);
      default -> replaced(stack, TAKES.charAt(op) - '0', PUTS.charAt(op) - '0', position);
    };
  }

  private static int[] replaced(int[] stack, int taken, int put, int position) {
    int[] made = Arrays.copyOf(stack, stack.length - taken + put);
    Arrays.fill(made, made.length - put, made.length, position);
    return made;
  }

  /** Puts the top {@code count} slots once more, below {@code over} further ones. */
  private static int[] copied(int[] stack, int count, int over) {
    int[] made = Arrays.copyOf(stack, stack.length + count);
    int from = stack.length - count;
    System.arraycopy(stack, from - over, made, from - over + count, count + over);
    System.arraycopy(stack, from, made, from - over, count);
    return made;
  }

  private int[] called(int[] stack, int receivers, int position) {
    String descriptor =
        switch (constant(position)) {
          case Constant.Member member -> member.descriptor();
          case Constant.Dynamic dynamic -> dynamic.descriptor();
          case Constant other -> throw new IllegalStateException("A call of " + other);
        };
    return replaced(
        stack,
        receivers + Descriptors.slots(descriptor),
        Kind.of(Descriptors.result(descriptor)).slots,
        position);
  }

  private int fieldSlots(int position) {
    return Kind.of(((Constant.Member) constant(position)).descriptor()).slots;
  }

  private boolean isWide(int position) {
    Constant constant = constant(position);
    return constant instanceof Constant.LongValue
        || constant instanceof Constant.DoubleValue
        || (constant instanceof Constant.Dynamic dynamic
            && Kind.of(dynamic.descriptor()).slots == 2);
  }

  /** The constant that the operand of the instruction there stands for. */
  Constant constant(int position) {
    return Objects.requireNonNull(method.owner.file).pool().at(operand(position));
  }
}
