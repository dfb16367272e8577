package dev.elara.java.generated;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random expressions of a given type, out of literals, operators and what the session has. */
final class Expressions {

  private final Dice dice;
  private final Names names;
  private final Literals literals;
  private final SwitchExpressions switches;

  /** Methods from this one on are not called, so that no call leads back. */
  private int level = Integer.MAX_VALUE;

  /** How many steps what is being generated takes so far, and how often it is repeated. */
  private int cost;

  private int times = 1;

  Expressions(Dice dice, Names names) {
    this.dice = dice;
    this.names = names;
    literals = new Literals(dice);
    switches = new SwitchExpressions(dice, names, this);
  }

  /** Starts to count the steps of a body that may call methods below {@code level}. */
  void begin(int level) {
    this.level = level;
    cost = 0;
    times = 1;
  }

  int cost() {
    return cost + 1;
  }

  /** What is generated until {@link #once} runs {@code n} times. */
  void repeat(int n) {
    times *= n;
  }

  void once(int n) {
    times /= n;
  }

  /** A type, one of the session's own now and then. */
  String type() {
    var own = names.types();
    if (!own.isEmpty() && dice.oneIn(4)) {
      var type = dice.pick(own);
      names.use(type.name());
      return type.name();
    }
    return dice.oneIn(2) ? dice.one("int", "String", "int", "boolean") : dice.pick(Literals.TYPES);
  }

  /** An expression of {@code type}, at most {@code depth} deep. */
  String of(String type, int deepest) {
    int depth = dice.oneIn(3) ? deepest : Math.min(deepest, 1);
    cost += times;
    if (depth > 0 && dice.oneIn(12)) {
      return "("
          + of("boolean", depth - 1)
          + " ? "
          + of(type, depth - 1)
          + " : "
          + of(type, depth - 1)
          + ")";
    }
    if (depth > 0 && dice.oneIn(14)) {
      return switches.of(type, depth - 1);
    }
    if (dice.oneIn(2)) {
      var known = known(type, depth);
      if (known != null) {
        return known;
      }
    }
    return depth <= 0 || dice.oneIn(3) ? leaf(type) : inner(type, depth - 1);
  }

  private @Nullable String known(String type, int depth) {
    var variables = names.variables(variable -> variable.type().equals(type));
    if (!variables.isEmpty() && dice.below(3) > 0) {
      var variable = dice.pick(variables);
      names.use(variable.name());
      return variable.name();
    }
    var methods =
        names.methods(method ->
            method.type().equals(type) && method.level() < level && method.cost() * times < 400);
    if (!methods.isEmpty() && depth > 0) {
      var method = dice.pick(methods);
      names.use(method.name());
      cost += times * method.cost();
      var arguments = method.parameters().stream().map(each -> of(each, depth - 1)).toList();
      return method.name() + "(" + String.join(", ", arguments) + ")";
    }
    return depth > 0 ? member(type, depth) : null;
  }

  private @Nullable String member(String type, int depth) {
    for (int i = 0; i < 3 && !names.types().isEmpty(); i++) {
      var owner = dice.pick(names.types());
      var members = owner.members().stream().filter(m -> m.type().equals(type)).toList();
      if (!members.isEmpty()) {
        return paren(owner.name(), depth - 1) + dice.pick(members).access();
      }
    }
    return null;
  }

  private String leaf(String type) {
    var literal = literals.of(type);
    return literal == null ? instance(type, 0) : literal;
  }

  private String instance(String name, int depth) {
    for (var type : names.types()) {
      if (type.name().equals(name)) {
        names.use(name);
        var text = type.instance();
        for (var argument : type.arguments()) {
          int at = text.indexOf('§');
          text = text.substring(0, at) + of(argument, depth) + text.substring(at + 1);
        }
        return text;
      }
    }
    return "(" + name + ") null";
  }

  private String inner(String type, int d) {
    return switch (type) {
      case "int" -> ofInt(d);
      case "long" ->
          dice.one(
              "("
                  + of("long", d)
                  + " "
                  + dice.one("+", "-", "*", "^", "|")
                  + " "
                  + of("int", d)
                  + ")",
              "(long) " + paren("double", d),
              "Math.abs(" + of("long", d) + ")");
      case "double" ->
          dice.one(
              "(" + of("double", d) + " " + dice.one("+", "-", "*", "/") + " " + of("int", d) + ")",
              "Math.floor(" + of("double", d) + ")",
              "(double) " + paren("int", d));
      case "boolean" -> ofBoolean(d);
      case "char" ->
          dice.one("(char) ('a' + " + of("int", d) + " % 20)", paren("String", d) + ".charAt(0)");
      case "String" -> ofString(d);
      case "Integer" ->
          dice.one(
              "Integer.valueOf(" + of("int", d) + ")",
              paren("Function<Integer, Integer>", d) + ".apply(" + of("int", d) + ")");
      case "List<Integer>" ->
          dice.one(
              "List.of(" + of("int", d) + ", " + of("int", d) + ")",
              paren("List<Integer>", d)
                  + ".stream().map("
                  + lambda("e", "Integer", "int", d)
                  + ").toList()",
              "IntStream.range(0, 3).mapToObj("
                  + lambda("e", "int", "Integer", d)
                  + ").collect(Collectors.toList())",
              "new ArrayList<>(" + of("List<Integer>", d) + ")");
      case "List<String>" ->
          dice.one(
              "List.of(" + of("String", d) + ")",
              paren("List<Integer>", d)
                  + ".stream().map("
                  + lambda("e", "Integer", "String", d)
                  + ").toList()",
              "Stream.of("
                  + of("String", d)
                  + ", \"z\").sorted(Comparator.comparing(String::length).reversed()).toList()");
      case "Map<String, Integer>" ->
          "new TreeMap<>(Map.of(" + of("String", d) + ", " + of("int", d) + "))";
      case "int[]" ->
          dice.one(
              "new int[] {" + of("int", d) + ", " + of("int", d) + "}",
              paren("List<Integer>", d) + ".stream().mapToInt(Integer::intValue).toArray()");
      case "String[]" ->
          dice.one("new String[] {" + of("String", d) + "}", paren("String", d) + ".split(\"e\")");
      case "Optional<String>" ->
          dice.one(
              "Optional.of(" + of("String", d) + ")",
              paren("List<String>", d) + ".stream().findFirst()",
              paren("Optional<String>", d) + ".map(" + lambda("o", "String", "String", d) + ")");
      case "Function<Integer, Integer>" ->
          "(Function<Integer, Integer>) " + lambda("k", "Integer", "int", d);
      case "Supplier<String>" -> "(Supplier<String>) " + lambda("", "", "String", d);
      case "Object" ->
          dice.one(
              "(Object) " + paren("String", d),
              "(Object) " + paren("int", d),
              "(Object) " + paren("List<Integer>", d),
              "new Object() { @Override public String toString() { return " + text(d) + "; } }");
      default -> instance(type, d);
    };
  }

  /** A toString that prints nothing: JShell asks every variable for its text, not only the last. */
  private String text(int d) {
    int before = level;
    level = Integer.MIN_VALUE;
    var text = body(() -> of("String", d));
    level = before;
    return text;
  }

  private String ofInt(int d) {
    return switch (dice.below(11)) {
      case 0 -> paren("String", d) + ".length()";
      case 1 -> paren("List<Integer>", d) + ".size()";
      case 2 -> paren("int[]", d) + ".length";
      case 3 -> paren("int[]", d) + "[" + of("int", 0) + "]";
      case 4 -> "(int) " + paren(dice.one("long", "double", "char"), d);
      case 5 ->
          paren("List<Integer>", d)
              + ".stream().mapToInt("
              + lambda("e", "Integer", "int", d)
              + ").sum()";
      case 6 ->
          paren("Map<String, Integer>", d)
              + ".getOrDefault("
              + of("String", d)
              + ", "
              + of("int", d)
              + ")";
      case 7 -> {
        var n = names.fresh("n");
        yield "("
            + of("Object", d)
            + " instanceof Integer "
            + n
            + " && "
            + n
            + " > "
            + of("int", 0)
            + " ? "
            + n
            + " : "
            + of("int", d)
            + ")";
      }
      case 8 -> assignment("int", d);
      default ->
          "("
              + of("int", d)
              + " "
              + dice.one("+", "-", "*", "/", "%", "<<", ">>>", "&", "|", "^")
              + " "
              + of("int", d)
              + ")";
    };
  }

  private String ofBoolean(int d) {
    return switch (dice.below(7)) {
      case 0 -> paren("String", d) + ".equals(" + of("String", d) + ")";
      case 1 -> paren("List<String>", d) + ".contains(" + of("String", d) + ")";
      case 2 -> "!" + paren("boolean", d);
      case 3 ->
          "("
              + of("boolean", d)
              + " "
              + dice.one("&&", "||", "^", "==")
              + " "
              + of("boolean", d)
              + ")";
      case 4 ->
          "(" + of("Object", d) + " instanceof " + dice.one("String", "Number", "List<?>") + ")";
      default ->
          "("
              + of("int", d)
              + " "
              + dice.one("<", ">", "<=", "!=", "==")
              + " "
              + of("int", d)
              + ")";
    };
  }

  private String ofString(int d) {
    return switch (dice.below(9)) {
      case 0 ->
          "("
              + of("String", d)
              + " + "
              + of(dice.one("int", "double", "boolean", "char", "Integer"), d)
              + ")";
      case 1 -> "String.valueOf(" + of(dice.one("int", "long", "boolean", "char"), d) + ")";
      case 2 ->
          paren("String", d)
              + dice.one(
                  ".toUpperCase()", ".strip()", ".repeat(2)", ".substring(1)", ".concat(\"!\")");
      case 3 -> "String.join(\"-\", " + of("List<String>", d) + ")";
      case 4 -> paren("Supplier<String>", d) + ".get()";
      case 5 -> paren("Optional<String>", d) + ".orElse(" + of("String", d) + ")";
      case 6 -> "\"%s:%s\".formatted(" + of("int", d) + ", " + of("String", d) + ")";
      case 7 -> "Arrays.toString(" + of("int[]", d) + ")";
      default -> "(" + of(dice.one("int", "String", "List<Integer>"), d) + " + \"\")";
    };
  }

  /** Changes a variable and gives its value; outside of bodies only. */
  private String assignment(String type, int d) {
    var variables = names.variables(v -> v.type().equals(type) && v.assignable());
    if (variables.isEmpty()) {
      return leaf(type);
    }
    var name = dice.pick(variables).name();
    names.use(name);
    return dice.one(
        name + "++",
        "--" + name,
        "(" + name + " " + dice.one("=", "+=", "*=", "|=") + " " + of(type, d) + ")");
  }

  private String paren(String type, int depth) {
    var text = of(type, depth);
    return text.matches("[\\w.]+|\"[^\"]*\"") && !text.matches("\\d.*") ? text : "(" + text + ")";
  }

  /** A lambda; {@code parameter} may be empty. */
  String lambda(String parameter, String parameterType, String result, int depth) {
    int mark = names.mark();
    return body(() -> {
      var name = parameter.isEmpty() ? "" : names.fresh(parameter);
      if (!name.isEmpty()) {
        names.declareLocal(name, parameterType, false);
      }
      repeat(3);
      var head = name.isEmpty() ? "()" : dice.one(name, "(" + name + ")");
      var text =
          dice.oneIn(4)
              ? head + " -> { return " + of(result, depth) + "; }"
              : head + " -> " + of(result, depth);
      once(3);
      names.release(mark);
      return "(" + text + ")";
    });
  }

  private String body(Supplier<String> content) {
    names.enterBody();
    try {
      return content.get();
    } finally {
      names.leaveBody();
    }
  }
}
