package dev.elara.web.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.teavm.jso.JSObject;

/**
 * The text of a function as it grows, with what lies on the stack at the place reached: expressions
 * without effects, so that they can be written where they are used, or again where the function is
 * left. Locals are variables as {@code I3}, values that lie on the stack between blocks are as
 * {@code sI0}, others as {@code t1}; {@code k2} is a constant.
 */
final class JitText {

  /** Longer expressions get a variable. */
  private static final int LONG = 48;

  /**
   * A value on the stack.
   *
   * @param kind its letter
   * @param uses the variables in it that may change, with commas around each
   * @param order for the result of a comparison of longs, floats or doubles: what was compared, and
   *     what it says of a NaN; otherwise null
   */
  record Value(char kind, String text, String uses, JitOps.Order order) {

    static Value of(char kind, String text, String uses) {
      return new Value(kind, text, uses, JitOps.Order.NONE);
    }

    boolean isSimple() {
      return text.charAt(text.length() - 1) != ')';
    }
  }

  final StringBuilder out = new StringBuilder();
  final List<Value> stack = new ArrayList<>();

  /** Locals by kind and slot. */
  final Set<String> locals = new TreeSet<>();

  /** The variables for what lies on the stack between blocks. */
  final Set<String> between = new TreeSet<>();

  /** What the function refers to. */
  final List<JitConstant> constants = new ArrayList<>();

  /** The stack before the instruction being written. */
  private List<Value> before = List.of();

  private int pc;
  private int temporaries;
  private int mostTemporaries;

  /** As many variables {@code t0}, {@code t1} and so on are used. */
  int temporaries() {
    return mostTemporaries;
  }

  /** Begins a block with these values on the stack. */
  void begin(String kinds) {
    stack.clear();
    temporaries = 0;
    for (int i = 0; i < kinds.length(); i++) {
      String name = canonical(kinds.charAt(i), i);
      stack.add(Value.of(kinds.charAt(i), name, "," + name + ","));
    }
  }

  /** Begins an instruction. */
  void at(int position) {
    pc = position;
    before = List.copyOf(stack);
  }

  private String canonical(char kind, int index) {
    String name = "s" + kind + index;
    between.add(name);
    return name;
  }

  String local(char kind, int slot) {
    String name = "" + kind + slot;
    locals.add(name);
    return name;
  }

  String constant(Object value) {
    constants.add(JitConstant.of(value));
    return "k" + (constants.size() - 1);
  }

  String constant(double value) {
    constants.add((to, index) -> Slots.set(to, index, value));
    return "k" + (constants.size() - 1);
  }

  String bare(JSObject value) {
    constants.add(JitConstant.ofBare(value));
    return "k" + (constants.size() - 1);
  }

  void line(String text) {
    out.append(text);
  }

  /** Puts an expression without effects on the stack. */
  void push(char kind, String text, String uses) {
    push(Value.of(kind, text, uses));
  }

  void push(Value value) {
    stack.add(value.text.length() > LONG && value.order == JitOps.Order.NONE ? kept(value) : value);
  }

  /** Evaluates an expression now, as it may have effects or be another later, and pushes it. */
  void pushNow(char kind, String text) {
    stack.add(kept(Value.of(kind, text, "")));
  }

  private Value kept(Value value) {
    String name = "t" + temporaries++;
    mostTemporaries = Math.max(mostTemporaries, temporaries);
    out.append(name).append('=').append(value.text).append(';');
    return Value.of(value.kind, name, "");
  }

  Value pop() {
    return stack.removeLast();
  }

  /** The topmost value as a name or a number, which may be written more than once. */
  Value popSimple() {
    Value value = pop();
    return value.isSimple() ? value : kept(value);
  }

  /** Gives a local a value. */
  void store(String local, String value) {
    saveUsersOf(local);
    out.append(local).append('=').append(value).append(';');
  }

  private void saveUsersOf(String variable) {
    String use = "," + variable + ",";
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i).uses.contains(use)) {
        stack.set(i, kept(stack.get(i)));
      }
    }
  }

  /** Keeps a value that is used behind {@link #settle}. */
  String acrossSettling(Value value) {
    return stack.isEmpty() || value.uses.isEmpty() ? value.text : kept(value).text;
  }

  /** Puts what lies on the stack where the next block expects it. */
  void settle() {
    for (int i = 0; i < stack.size(); i++) {
      Value value = stack.get(i);
      String name = canonical(value.kind, i);
      if (!value.text.equals(name)) {
        saveUsersOf(name);
        Value now = stack.get(i);
        out.append(name).append('=').append(now.text).append(';');
        stack.set(i, Value.of(value.kind, name, "," + name + ","));
      }
    }
  }

  private static String list(List<Value> values) {
    var text = new StringBuilder();
    for (Value each : values) {
      text.append(text.isEmpty() ? "X.s=[" : ",").append(each.text);
    }
    return text.isEmpty() ? "" : text.append("];").toString();
  }

  /** Leaves for the interpreter, which runs the instruction being written. */
  String leave() {
    return "{" + list(before) + "p=" + pc + ";break $}";
  }

  /** Leaves for the interpreter, which goes on at a position with the stack as it is now. */
  String leaveTo(int position) {
    return "{" + list(stack) + "p=" + position + ";break $}";
  }

  /** Leaves because the function called here was left, or cannot be called by functions. */
  String leaveInCall() {
    return "{" + list(before) + "p=X.w(" + pc + ");break $}";
  }
}
