package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.JitText.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes blocks as a JavaScript function: a whole method, or one loop of it that is entered while
 * it runs. Loops stay loops and branches stay branches (Ramsey, "Beyond Relooper").
 *
 * <p>Whatever is not the usual course (null, a bad index, a class not initialised, a turn that is
 * over) breaks out to the function's end, where the values go back to a frame of the interpreter;
 * that runs the same instruction again and does what must be done. So nothing is thrown here and no
 * trace is lost.
 */
final class JitWriter {

  /**
   * Deeper calls of functions by functions leave for the interpreter: the host's stack is small.
   */
  private static final int DEPTH = 150;

  private final VmMethod method;
  private final JitShape shape;
  private final JitGraph graph;
  private final boolean whole;
  private final int[] code;
  private final JitNames names;
  private final JitMembers members;
  final JitText text = new JitText();

  JitWriter(Vm vm, Jit jit, VmMethod method, JitShape shape, JitGraph graph, boolean whole) {
    this.method = method;
    this.shape = shape;
    this.graph = graph;
    this.whole = whole;
    this.code = shape.code;
    this.names = jit.names();
    this.members = new JitMembers(vm, jit, method, shape, text);
  }

  /** Whether something in it was not known yet, so that another time it could be written better. */
  boolean couldBeBetter() {
    return members.couldBeBetter;
  }

  /** The text of what makes the function; {@code code} is the number it is left by. */
  String write(int number) {
    List<String> parameters = whole ? parameters() : List.of();
    String locked = !locks() ? "" : method.isStatic() ? members.mirrorOfOwner() : "A0";
    tree(0);
    var made = new StringBuilder();
    for (int i = 0; i < text.constants.size(); i++) {
      made.append(i == 0 ? "const " : ",").append("k" + i + "=K[" + i + "]");
    }
    made.append(text.constants.isEmpty() ? "" : ";").append("const f=function(");
    if (whole) {
      parameters.forEach(each -> made.append(each).append(','));
      made.append("d){var p=0");
    } else {
      made.append("T,b,d){var p=0");
    }
    declare(made, parameters);
    made.append(";$:{");
    if (whole) {
      begin(made, locked);
    }
    made.append(text.out).append("}return B(").append(number).append(",p,[");
    made.append(String.join(",", text.locals)).append(locks() ? ",L" : "").append("])};");
    return made.append(whole ? entrance(parameters) : "return {f:f,e:f};").toString();
  }

  private boolean locks() {
    return whole && method.isSynchronized();
  }

  private List<String> parameters() {
    List<String> found = new ArrayList<>();
    int slot = 0;
    if (!method.isStatic()) {
      found.add(text.local('A', slot++));
    }
    for (String each : Descriptors.parameters(method.info.descriptor())) {
      Kind kind = Kind.of(each);
      found.add(text.local(JitShape.letter(kind).charAt(0), slot));
      slot += kind.slots;
    }
    return found;
  }

  private void declare(StringBuilder made, List<String> parameters) {
    for (String each : text.locals) {
      if (!parameters.contains(each)) {
        made.append(',').append(each).append('=');
        made.append(whole ? zero(each.charAt(0)) : names.row(each.charAt(0), slot(each)));
      }
    }
    text.between.forEach(each -> made.append(',').append(each));
    for (int i = 0; i < text.temporaries(); i++) {
      made.append(",t").append(i);
    }
  }

  private void begin(StringBuilder made, String locked) {
    String leave = locks() ? "{X.b=2;return 0}" : "break $;";
    made.append("if(d>" + DEPTH + "||--X.f<0&&X.over())" + leave);
    if (locks()) {
      made.append("var L=" + locked + ";if(!X.enter(L)){X.b=2;return 0}");
    }
  }

  /** How the interpreter calls it: with a thread and where the arguments lie. */
  private String entrance(List<String> parameters) {
    var made = new StringBuilder("return {f:f,e:function(T,b,d){var r=f(");
    for (String each : parameters) {
      made.append(names.row(each.charAt(0), slot(each))).append(',');
    }
    made.append("d);if(X.b===0)");
    String result = JitShape.letter(method.result);
    return made.append(result.isEmpty() ? ";}};" : names.row(result.charAt(0), 0) + "=r;}};")
        .toString();
  }

  static int slot(String local) {
    return Integer.parseInt(local.substring(1));
  }

  private static String zero(char kind) {
    return switch (kind) {
      case 'A' -> "null";
      case 'J' -> "0n";
      default -> "0";
    };
  }

  /** Writes a block and all that it dominates. */
  private void tree(int block) {
    List<Integer> behind = new ArrayList<>();
    List<Integer> within = new ArrayList<>();
    boolean loops = graph.isLoop(block);
    for (int each : graph.children(block)) {
      if (loops && !graph.loop(block).contains(each)) {
        behind.add(each);
      } else if (graph.isMerge(each)) {
        within.add(each);
      }
    }
    open(behind);
    if (loops) {
      text.line("L" + block + ":for(;;){");
    }
    open(within);
    block(block);
    close(within);
    if (loops) {
      text.line("}");
    }
    close(behind);
  }

  private final Map<Integer, Boolean> labelled = new HashMap<>();

  private void open(List<Integer> blocks) {
    for (int each : blocks.reversed()) {
      labelled.put(each, true);
      text.line("B" + each + ":{");
    }
  }

  private void close(List<Integer> blocks) {
    for (int each : blocks) {
      text.line("}");
      tree(each);
    }
  }

  /** Goes on at a position with a stack that is where the next block expects it. */
  private void jump(int from, int pc) {
    int to = graph.number(pc);
    if (to < 0) {
      text.line(text.leaveTo(pc));
    } else if (JitGraph.goesBack(from, to)) {
      text.line("if(--X.f<0&&X.over())" + text.leaveTo(pc) + "continue L" + to + ";");
    } else if (labelled.containsKey(to)) {
      text.line("break B" + to + ";");
    } else {
      tree(to);
    }
  }

  private void block(int block) {
    int pc = graph.starts[block];
    text.begin(Objects.requireNonNull(shape.stacks[pc]));
    while (true) {
      int op = code[pc];
      int next = pc + JitShape.length(op);
      text.at(pc);
      if (!instruction(block, pc, op, next)) {
        return;
      }
      if (shape.blocks.contains(next)) {
        text.settle();
        jump(block, next);
        return;
      }
      pc = next;
    }
  }

  /** Writes one; says whether the next one follows. */
  private boolean instruction(int block, int pc, int op, int next) {
    if (JitShape.isBranch(op)) {
      branch(block, pc, op, next);
      return false;
    }
    switch (op) {
      case NOP -> {}
      case GOTO -> {
        text.settle();
        jump(block, code[pc + 1]);
        return false;
      }
      case TABLESWITCH, LOOKUPSWITCH -> {
        choose(block, method.switches[code[pc + 1]]);
        return false;
      }
      case IRETURN, LRETURN, FRETURN, DRETURN, ARETURN, RETURN -> {
        doReturn(op);
        return false;
      }
      case IINC -> {
        String local = text.local('I', code[pc + 1]);
        text.store(local, local + "+" + JitOps.number(code[pc + 2]) + "|0");
      }
      default -> {
        if (op >= POP && op <= SWAP) {
          shuffle(op);
        } else if (op >= IADD && op <= DCMPG) {
          JitOps.write(text, op);
        } else if (!move(pc, op) && !members.write(pc, op)) {
          text.line(text.leave());
          return false;
        }
      }
    }
    return true;
  }

  private void doReturn(int op) {
    if (!whole) {
      text.line(text.leave());
    } else if (locks()) {
      String value = op == RETURN ? "0" : text.pop().text();
      text.line("{const r=" + value + ";X.exit(L);return r}");
    } else {
      text.line(op == RETURN ? "return 0;" : "return " + text.pop().text() + ";");
    }
  }

  /** Constants and locals; false if it is none of these. */
  private boolean move(int pc, int op) {
    if (op >= ILOAD && op < IALOAD) {
      boolean plain = op <= ALOAD;
      char kind = "IJFDA".charAt(plain ? op - ILOAD : (op - ILOAD_0) / 4);
      String local = text.local(kind, plain ? code[pc + 1] : (op - ILOAD_0) % 4);
      text.push(kind, local, "," + local + ",");
    } else if (op >= ISTORE && op < IASTORE) {
      boolean plain = op <= ASTORE;
      char kind = "IJFDA".charAt(plain ? op - ISTORE : (op - ISTORE_0) / 4);
      String local = text.local(kind, plain ? code[pc + 1] : (op - ISTORE_0) % 4);
      Value value = text.pop();
      text.store(local, value.text());
    } else if (op == ACONST_NULL) {
      text.push('A', "null", "");
    } else if (op <= ICONST_5) {
      text.push('I', JitOps.number(op - ICONST_0), "");
    } else if (op <= LCONST_1) {
      text.push('J', JitOps.number((long) op - LCONST_0), "");
    } else if (op <= FCONST_2) {
      text.push('F', JitOps.number(op - FCONST_0), "");
    } else if (op <= DCONST_1) {
      text.push('D', JitOps.number(op - DCONST_0), "");
    } else if (op <= SIPUSH) {
      text.push('I', JitOps.number(code[pc + 1]), "");
    } else {
      return false;
    }
    return true;
  }

  private void shuffle(int op) {
    List<Value> was = new ArrayList<>();
    var kinds = new StringBuilder();
    text.stack.forEach(each -> kinds.append(each.kind()));
    int[] order = JitShape.order(op, kinds.toString());
    int depth = text.stack.size();
    int kept = 0;
    while (kept < order.length && kept < depth && order[kept] == kept) {
      kept++;
    }
    for (int i = kept; i < order.length; i++) {
      kept = Math.min(kept, order[i]);
    }
    while (text.stack.size() > kept) {
      was.addFirst(op == POP || op == POP2 ? text.pop() : text.popSimple());
    }
    for (int i = kept; i < order.length; i++) {
      text.push(was.get(order[i] - kept));
    }
  }

  private void branch(int block, int pc, int op, int next) {
    String test;
    if (op >= IF_ICMPEQ && op <= IF_ACMPNE) {
      Value right = text.pop();
      Value left = text.pop();
      String sign =
          switch (op) {
            case IF_ICMPEQ, IF_ACMPEQ -> "===";
            case IF_ICMPNE, IF_ACMPNE -> "!==";
            case IF_ICMPLT -> "<";
            case IF_ICMPGE -> ">=";
            case IF_ICMPGT -> ">";
            default -> "<=";
          };
      test = condition(left.text() + sign + right.text(), left.uses() + right.uses());
    } else {
      Value value = text.pop();
      String made =
          op == IFNULL || op == IFNONNULL
              ? value.text() + (op == IFNULL ? "===null" : "!==null")
              : value.order() == JitOps.Order.NONE
                  ? new JitOps.Order(value.text(), "0", 0).test(op)
                  : value.order().test(op);
      test = condition(made, value.uses());
    }
    text.settle();
    List<Value> settled = List.copyOf(text.stack);
    text.line("if(" + test + "){");
    jump(block, code[pc + 1]);
    text.line("}");
    text.stack.clear();
    text.stack.addAll(settled);
    jump(block, next);
  }

  private String condition(String test, String uses) {
    return text.acrossSettling(Value.of('I', test, uses));
  }

  private void choose(int block, SwitchTable table) {
    String key = text.acrossSettling(text.pop());
    text.settle();
    List<Value> settled = List.copyOf(text.stack);
    Map<Integer, List<Integer>> byTarget = new HashMap<>();
    int otherwise = JitShape.cases(table, (value, target) -> add(byTarget, value, target));
    text.line("switch(" + key + "){");
    byTarget.forEach((target, keys) -> {
      if (target != otherwise) {
        keys.forEach(each -> text.line("case " + each + ":"));
        jumpWith(settled, block, target);
      }
    });
    text.line("default:");
    jumpWith(settled, block, otherwise);
    text.line("}");
  }

  private void jumpWith(List<Value> stack, int block, int target) {
    text.stack.clear();
    text.stack.addAll(stack);
    jump(block, target);
  }

  private static void add(Map<Integer, List<Integer>> byTarget, int key, int target) {
    byTarget.computeIfAbsent(target, _ -> new ArrayList<>()).add(key);
  }
}
