package dev.elara.java.generated;

import java.util.function.Supplier;

/** Random statements that end soon. */
final class Statements {

  private final Dice dice;
  private final Names names;
  private final Expressions expressions;

  Statements(Dice dice, Names names, Expressions expressions) {
    this.dice = dice;
    this.names = names;
    this.expressions = expressions;
  }

  /** A statement with what it needs around it; {@code depth} limits how deep it nests. */
  String statement(int depth) {
    if (depth <= 0) {
      return simple();
    }
    return switch (dice.below(14)) {
      case 0 -> "if (" + expressions.of("boolean", 2) + ") " + block(depth) + otherwise(depth);
      case 1 -> counted(depth);
      case 2 -> each(depth);
      case 3 -> guarded(depth);
      case 4 -> choice(depth);
      case 5 -> labelled();
      case 6 -> whileLoop(depth);
      case 7 -> "synchronized (\"lock\") " + block(depth);
      case 8 -> block(depth);
      case 9 -> resource(depth);
      default -> simple();
    };
  }

  private String simple() {
    return switch (dice.below(8)) {
      case 0, 1, 2 -> print();
      case 3 -> assign();
      case 4 -> "assert " + expressions.of("boolean", 1) + " : \"no\";";
      case 5 -> "IO.println(" + expressions.of(expressions.type(), 2) + ");";
      case 6 ->
          "System.out.printf(\"%s|\", "
              + expressions.of(dice.one("int", "String", "Object"), 2)
              + ");";
      default ->
          "new StringBuilder("
              + expressions.of("String", 1)
              + ").append("
              + expressions.of("int", 1)
              + ");";
    };
  }

  private String print() {
    var type = dice.one("int", "String", "boolean", "List<Integer>", "double", "Integer");
    return "System.out." + dice.one("println", "print") + "(" + expressions.of(type, 3) + ");";
  }

  private String assign() {
    var targets = names.variables(Names.Variable::assignable);
    if (targets.isEmpty()) {
      return print();
    }
    var target = dice.pick(targets);
    names.use(target.name());
    var value = expressions.of(target.type(), 2);
    return switch (target.type()) {
      case "int", "long", "double" ->
          dice.one(
              target.name() + dice.one(" = ", " += ", " -= ", " *= ") + value + ";",
              target.name() + dice.one("++", "--") + ";");
      case "String" -> target.name() + dice.one(" = ", " += ") + value + ";";
      case "int[]" -> target.name() + "[0] = " + expressions.of("int", 2) + ";";
      default -> target.name() + " = " + value + ";";
    };
  }

  /** Statements in braces, with locals of their own. */
  String block(int depth) {
    return within(() -> {
      var text = new StringBuilder("{\n");
      if (dice.oneIn(2)) {
        text.append(local()).append("\n");
      }
      int count = 1 + dice.below(2);
      for (int i = 0; i < count; i++) {
        text.append(statement(depth - 1)).append("\n");
      }
      return text.append("}").toString();
    });
  }

  /** A local variable's declaration; it is in scope afterwards. */
  String local() {
    var type = expressions.type();
    var value = expressions.of(type, 2);
    var name = names.fresh("l");
    boolean fixed = dice.oneIn(2);
    names.declareLocal(name, type, !fixed);
    return (fixed && dice.oneIn(2) ? "final " : "") + type + " " + name + " = " + value + ";";
  }

  private String within(Supplier<String> content) {
    int mark = names.mark();
    try {
      return content.get();
    } finally {
      names.release(mark);
    }
  }

  private String otherwise(int depth) {
    return switch (dice.below(3)) {
      case 0 -> "";
      case 1 -> " else " + block(depth);
      default -> " else if (" + expressions.of("boolean", 1) + ") " + block(depth);
    };
  }

  private String counted(int depth) {
    return within(() -> {
      var i = names.fresh("i");
      int n = 1 + dice.below(3);
      // Not in scope for lambdas: it changes.
      names.declareLocal(i, "counter", false);
      expressions.repeat(n);
      var body = block(depth);
      expressions.once(n);
      return "for (int " + i + " = 0; " + i + " < " + n + "; " + i + "++) " + body;
    });
  }

  private String each(int depth) {
    return within(() -> {
      var source = expressions.of(dice.oneIn(2) ? "List<Integer>" : "int[]", 2);
      var e = names.fresh("e");
      names.declareLocal(e, "int", false);
      expressions.repeat(3);
      var body = block(depth);
      expressions.once(3);
      return "for (" + dice.one("int ", "final int ") + e + " : " + source + ") " + body;
    });
  }

  private String whileLoop(int depth) {
    return within(() -> {
      var w = names.fresh("w");
      expressions.repeat(3);
      var body = block(depth);
      expressions.once(3);
      return dice.one(
          "{ int " + w + " = 0; while (" + w + "++ < 3) " + body + " }",
          "{ int " + w + " = 3; do " + body + " while (--" + w + " > 0); }",
          "{ int " + w + " = 0; while (true) { if (++" + w + " > 2) break; " + body + " } }");
    });
  }

  private String labelled() {
    var outer = names.fresh("outer");
    var a = names.fresh("a");
    var b = names.fresh("b");
    return outer
        + ": for (int "
        + a
        + " = 0; "
        + a
        + " < 3; "
        + a
        + "++) { for (int "
        + b
        + " = 0; "
        + b
        + " < 3; "
        + b
        + "++) { if ("
        + a
        + " == "
        + b
        + ") "
        + dice.one("continue ", "break ")
        + outer
        + "; System.out.print("
        + a
        + " + \",\" + "
        + b
        + " + \" \"); } }";
  }

  private String guarded(int depth) {
    var end = dice.oneIn(3) ? " finally { System.out.print(\"f \"); }" : "";
    var e = names.fresh("x");
    return switch (dice.below(3)) {
      case 0 ->
          "try "
              + block(depth)
              + " catch (RuntimeException "
              + e
              + ") { System.out.println("
              + e
              + "); }"
              + end;
      case 1 ->
          "try { throw new "
              + dice.one("IOException", "IllegalStateException", "Exception")
              + "("
              + expressions.of("String", 1)
              + "); } catch (Exception "
              + e
              + ") { System.out.println("
              + e
              + ".getMessage()); }"
              + end;
      default ->
          "try "
              + block(depth)
              + " catch (ArithmeticException | IndexOutOfBoundsException "
              + e
              + ") { System.out.println(\"caught \" + "
              + e
              + ".getClass().getSimpleName()); }"
              + end;
    };
  }

  private String resource(int depth) {
    var r = names.fresh("r");
    return "try (AutoCloseable "
        + r
        + " = () -> System.out.print(\"closed \")) "
        + block(depth)
        + " catch (RuntimeException "
        + r
        + "x) { System.out.print("
        + r
        + "x.getClass()); }"
        + " catch (Exception "
        + r
        + "y) { System.out.print(\"checked\"); }";
  }

  private String choice(int depth) {
    return switch (dice.below(3)) {
      case 0 ->
          "switch ("
              + expressions.of("int", 2)
              + " % 3) { case 0 -> { "
              + simple()
              + " } case 1 -> "
              + block(depth)
              + " default -> { } }";
      case 1 ->
          "switch ("
              + expressions.of("String", 2)
              + ") { case \"a\": "
              + simple()
              + " case \"text\": "
              + simple()
              + " break; default: "
              + simple()
              + " }";
      default -> {
        var n = names.fresh("n");
        yield "switch ("
            + expressions.of("Object", 2)
            + ") { case Integer "
            + n
            + " when "
            + n
            + " > 1 -> System.out.println("
            + n
            + " + 1); case String "
            + n
            + "s -> System.out.println("
            + n
            + "s.length()); case null, default -> System.out.println(\"other\"); }";
      }
    };
  }
}
