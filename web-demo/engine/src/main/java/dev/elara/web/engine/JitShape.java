package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.Code;
import dev.elara.web.engine.classfile.Constant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lies on the stack before each instruction of a method, as one letter a value (I, J, F, D,
 * A), and where its blocks begin.
 */
final class JitShape {

  private final VmMethod method;
  final int[] code;
  private final Deque<Integer> toDo = new ArrayDeque<>();

  /** By position; null where nothing comes by. */
  final @Nullable String[] stacks;

  final Set<Integer> blocks = new TreeSet<>();

  JitShape(Vm vm, VmMethod method) {
    this.method = method;
    this.code = vm.decoder.instructions(method);
    this.stacks = new @Nullable String[code.length];
    reach(0, "");
    for (Code.ExceptionHandler each : method.code().handlers()) {
      reach(each.handler(), "A");
    }
    while (!toDo.isEmpty()) {
      follow(toDo.pop());
    }
  }

  /** Whether a reference is ever stored in a local. */
  boolean stores(int local) {
    for (int pc = 0; pc < code.length; pc++) {
      if (stacks[pc] != null
          && (code[pc] == ASTORE ? code[pc + 1] == local : code[pc] == ASTORE_0 + local)) {
        return true;
      }
    }
    return false;
  }

  private void reach(int pc, String stack) {
    blocks.add(pc);
    if (stacks[pc] == null) {
      stacks[pc] = stack;
      toDo.push(pc);
    }
  }

  private void follow(int start) {
    int pc = start;
    String stack = stacks[pc];
    while (stack != null) {
      int op = code[pc];
      String after = after(pc, op, stack);
      int next = pc + length(op);
      if (isBranch(op)) {
        reach(code[pc + 1], after);
        reach(next, after);
        return;
      }
      if (op == GOTO) {
        reach(code[pc + 1], after);
        return;
      }
      if (op == TABLESWITCH || op == LOOKUPSWITCH) {
        for (int target : targets(method.switches[code[pc + 1]])) {
          reach(target, after);
        }
        return;
      }
      if ((op >= IRETURN && op <= RETURN) || op == ATHROW) {
        return;
      }
      if (stacks[next] != null) {
        blocks.add(next);
        return;
      }
      stacks[next] = after;
      stack = after;
      pc = next;
    }
  }

  static boolean isBranch(int op) {
    return (op >= IFEQ && op <= IF_ACMPNE) || op == IFNULL || op == IFNONNULL;
  }

  /** Takes a key of a switch and where it jumps to. */
  interface Case {
    void jumps(int key, int target);
  }

  /** Goes through the keys of a switch; returns where it jumps to if none fits. */
  static int cases(SwitchTable table, Case each) {
    return switch (table) {
      case SwitchTable.Dense dense -> {
        for (int i = 0; i < dense.targets().length; i++) {
          each.jumps(dense.low() + i, dense.targets()[i]);
        }
        yield dense.otherwise();
      }
      case SwitchTable.Sparse sparse -> {
        for (int i = 0; i < sparse.keys().length; i++) {
          each.jumps(sparse.keys()[i], sparse.targets()[i]);
        }
        yield sparse.otherwise();
      }
    };
  }

  /** The positions a switch jumps to. */
  static List<Integer> targets(SwitchTable table) {
    List<Integer> found = new ArrayList<>();
    found.add(cases(table, (_, target) -> found.add(target)));
    return found;
  }

  private static final byte[] LENGTHS = new byte[256];

  static {
    for (int op = 0; op < LENGTHS.length; op++) {
      LENGTHS[op] = (byte) lengthOf(op);
    }
  }

  /** How far behind an instruction the next one is; not of switches, which nothing follows. */
  static int length(int op) {
    return LENGTHS[op];
  }

  private static int lengthOf(int op) {
    return switch (op) {
      case BIPUSH,
          NEWARRAY,
          LDC,
          ILOAD,
          LLOAD,
          FLOAD,
          DLOAD,
          ALOAD,
          ISTORE,
          LSTORE,
          FSTORE,
          DSTORE,
          ASTORE ->
          2;
      case MULTIANEWARRAY -> 4;
      case INVOKEINTERFACE, INVOKEDYNAMIC -> 5;
      default ->
          op == IINC
                  || (op >= IFEQ && op <= GOTO)
                  || (op >= GETSTATIC && op <= NEW)
                  || op == ANEWARRAY
                  || op == CHECKCAST
                  || op == INSTANCEOF
                  || op == IFNULL
                  || op == IFNONNULL
                  || op >= GETFIELD_INT
              ? 3
              : 1;
    };
  }

  static String letter(Kind kind) {
    return switch (kind) {
      case INT -> "I";
      case LONG -> "J";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case REF -> "A";
      case VOID -> "";
    };
  }

  private static String minus(String stack, int count) {
    return stack.substring(0, stack.length() - count);
  }

  /** The descriptor of the member at a call or an access of a field. */
  private String descriptor(int pc) {
    if (method.owner.resolved[code[pc + 1]] instanceof CallTarget target) {
      return target.descriptor;
    }
    var pool = java.util.Objects.requireNonNull(method.owner.file).pool();
    return switch (pool.at(code[pc + 1])) {
      case Constant.Member member -> member.descriptor();
      case Constant.Dynamic dynamic -> dynamic.descriptor();
      case Constant other -> throw new IllegalStateException("No member: " + other);
    };
  }

  /** How many values a call takes from the stack. */
  int arguments(int pc, int op) {
    return Descriptors.parameters(descriptor(pc)).size()
        + (op == INVOKESTATIC || op == INVOKEDYNAMIC ? 0 : 1);
  }

  private String after(int pc, int op, String stack) {
    if (op >= INVOKEVIRTUAL && op <= INVOKEDYNAMIC) {
      String descriptor = descriptor(pc);
      int taken = arguments(pc, op);
      return minus(stack, taken) + letter(Kind.of(Descriptors.result(descriptor)));
    }
    return switch (op) {
      case GETSTATIC, GETSTATIC_READY -> stack + letter(Kind.of(descriptor(pc)));
      case PUTSTATIC, PUTSTATIC_READY -> minus(stack, 1);
      case GETFIELD -> minus(stack, 1) + letter(Kind.of(descriptor(pc)));
      case PUTFIELD -> minus(stack, 2);
      case LDC -> stack + constant(pc);
      case MULTIANEWARRAY -> minus(stack, code[pc + 2]) + "A";
      default -> {
        if (op >= GETFIELD_INT && op <= GETFIELD_REF) {
          yield minus(stack, 1) + "IJFDA".charAt(op - GETFIELD_INT);
        }
        if (op >= PUTFIELD_INT && op <= PUTFIELD_REF) {
          yield minus(stack, 2);
        }
        yield simple(op, stack);
      }
    };
  }

  private String constant(int pc) {
    return switch (java.util.Objects.requireNonNull(method.owner.file).pool().at(code[pc + 1])) {
      case Constant.IntValue _ -> "I";
      case Constant.LongValue _ -> "J";
      case Constant.FloatValue _ -> "F";
      case Constant.DoubleValue _ -> "D";
      default -> "A";
    };
  }

  private String simple(int op, String stack) {
    if (op <= ACONST_NULL) {
      return op == NOP ? stack : stack + "A";
    }
    if (op <= SIPUSH) {
      return stack
          + (op <= ICONST_5 || op >= BIPUSH
              ? "I"
              : op <= LCONST_1 ? "J" : op <= FCONST_2 ? "F" : "D");
    }
    if (op >= ILOAD && op <= ALOAD) {
      return stack + "IJFDA".charAt(op - ILOAD);
    }
    if (op >= ILOAD_0 && op < IALOAD) {
      return stack + "IJFDA".charAt((op - ILOAD_0) / 4);
    }
    if (op >= IALOAD && op <= SALOAD) {
      return minus(stack, 2) + "IJFDAIII".charAt(op - IALOAD);
    }
    if (op >= ISTORE && op < IASTORE) {
      return minus(stack, 1);
    }
    if (op >= IASTORE && op <= SASTORE) {
      return minus(stack, 3);
    }
    if (op >= POP && op <= SWAP) {
      return shuffled(op, stack);
    }
    if ((op >= IADD && op < INEG) || (op >= ISHL && op <= LXOR)) {
      return minus(stack, 1);
    }
    if ((op >= INEG && op <= DNEG) || op == IINC) {
      return stack;
    }
    if (op >= I2L && op <= I2S) {
      return minus(stack, 1) + "JFDIFDIJDIJFIII".charAt(op - I2L);
    }
    if (op >= LCMP && op <= DCMPG) {
      return minus(stack, 2) + "I";
    }
    if ((op >= IFEQ && op <= IFLE) || op == IFNULL || op == IFNONNULL) {
      return minus(stack, 1);
    }
    if (op >= IF_ICMPEQ && op <= IF_ACMPNE) {
      return minus(stack, 2);
    }
    return switch (op) {
      case GOTO -> stack;
      case TABLESWITCH, LOOKUPSWITCH -> minus(stack, 1);
      case IRETURN, LRETURN, FRETURN, DRETURN, ARETURN, RETURN, ATHROW -> "";
      case NEW -> stack + "A";
      case NEWARRAY, ANEWARRAY, CHECKCAST -> minus(stack, 1) + "A";
      case ARRAYLENGTH, INSTANCEOF -> minus(stack, 1) + "I";
      case MONITORENTER, MONITOREXIT -> minus(stack, 1);
      default -> throw new IllegalStateException("No such instruction: " + op);
    };
  }

  /** The order of values after an instruction of the stack: the stack that a list of indices is. */
  static int[] order(int op, String stack) {
    int n = stack.length();
    boolean wide = n > 0 && "JD".indexOf(stack.charAt(n - 1)) >= 0;
    boolean wideBelow = n > 1 && "JD".indexOf(stack.charAt(n - 2)) >= 0;
    boolean wideThird = n > 2 && "JD".indexOf(stack.charAt(n - 3)) >= 0;
    String form =
        switch (op) {
          case POP -> "0";
          case POP2 -> wide ? "0" : "00";
          case DUP -> "aa";
          case DUP_X1 -> "aba";
          case DUP_X2 -> wideBelow ? "aba" : "acba";
          case DUP2 -> wide ? "aa" : "baba";
          case DUP2_X1 -> wide ? "aba" : "bacba";
          case DUP2_X2 -> wide ? (wideBelow ? "aba" : "acba") : (wideThird ? "bacba" : "badcba");
          case SWAP -> "ab";
          default -> throw new IllegalStateException("No such instruction: " + op);
        };
    if (form.charAt(0) == '0') {
      return first(n - form.length());
    }
    int taken = 0;
    for (int i = 0; i < form.length(); i++) {
      taken = Math.max(taken, form.charAt(i) - 'a' + 1);
    }
    int[] result = new int[n - taken + form.length()];
    System.arraycopy(first(n - taken), 0, result, 0, n - taken);
    for (int i = 0; i < form.length(); i++) {
      result[n - taken + i] = n - 1 - (form.charAt(i) - 'a');
    }
    return result;
  }

  private static int[] first(int count) {
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = i;
    }
    return result;
  }

  private static String shuffled(int op, String stack) {
    var result = new StringBuilder();
    for (int each : order(op, stack)) {
      result.append(stack.charAt(each));
    }
    return result.toString();
  }
}
