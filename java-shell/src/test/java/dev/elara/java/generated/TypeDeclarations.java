package dev.elara.java.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random types of every kind. Each is made known to the session's names. */
final class TypeDeclarations {

  private final Dice dice;
  private final Names names;
  private final Expressions expressions;

  TypeDeclarations(Dice dice, Names names, Expressions expressions) {
    this.dice = dice;
    this.names = names;
    this.expressions = expressions;
  }

  Piece type() {
    names.takeUsed();
    expressions.begin(0);
    return switch (dice.below(6)) {
      case 0 -> record(names.fresh("Rec"));
      case 1 -> enumeration(names.fresh("En"));
      case 2 -> sealed(names.fresh("Sh"));
      case 3 -> generic(names.fresh("Box"));
      case 4 -> functional(names.fresh("Fun"));
      default -> plain(names.fresh("Cls"));
    };
  }

  private List<String> components() {
    return IntStream.range(0, 1 + dice.below(3))
        .mapToObj(i -> dice.one("int", "String", "boolean", "List<Integer>"))
        .toList();
  }

  private static String header(List<String> types) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> types.get(i) + " c" + i)
        .collect(Collectors.joining(", "));
  }

  private static String arguments(List<String> types) {
    return types.stream().map(t -> "§").collect(Collectors.joining(", "));
  }

  private Piece record(String name) {
    var types = components();
    var members = new ArrayList<Names.Member>();
    for (int i = 0; i < types.size(); i++) {
      members.add(new Names.Member(".c" + i + "()", types.get(i)));
    }
    var body = new StringBuilder();
    if (dice.oneIn(3)) {
      body.append("  public ")
          .append(name)
          .append(
              " { if (Objects.hash(c0) == 7) throw new IllegalArgumentException(\"seven\"); }\n");
    }
    if (dice.oneIn(2)) {
      body.append("  int size() { return Objects.toString(c0).length() + ")
          .append(dice.below(9))
          .append("; }\n");
      members.add(new Names.Member(".size()", "int"));
    }
    if (dice.oneIn(3)) {
      body.append("  static ")
          .append(name)
          .append(" same(")
          .append(name)
          .append(" it) { return it; }\n");
    }
    if (dice.oneIn(3)) {
      body.append("  @Override public String toString() { return \"")
          .append(name)
          .append("!\" + c0; }\n");
    }
    define(
        new Names.Type(
            name, "new " + name + "(" + arguments(types) + ")", types, members, List.of()));
    return new Piece("record " + name + "(" + header(types) + ") {\n" + body + "}", Set.of(name));
  }

  private Piece enumeration(String name) {
    boolean fields = dice.oneIn(2);
    boolean bodies = dice.oneIn(3);
    var constants = List.of("ONE", "TWO", "SIX").subList(0, 2 + dice.below(2));
    var text = new StringBuilder("enum " + name + " {\n  ");
    text.append(
        constants.stream()
            .map(c ->
                c
                    + (fields ? "(" + dice.below(9) + ")" : "")
                    + (bodies
                        ? " { String say() { return \"" + c.toLowerCase(Locale.ROOT) + "\"; } }"
                        : ""))
            .collect(Collectors.joining(", ")));
    text.append(";\n");
    var members =
        new ArrayList<>(
            List.of(new Names.Member(".ordinal()", "int"), new Names.Member(".name()", "String")));
    if (fields) {
      text.append("  final int n; ").append(name).append("(int n) { this.n = n; }\n");
      members.add(new Names.Member(".n", "int"));
    }
    if (bodies) {
      text.append("  abstract String say();\n");
      members.add(new Names.Member(".say()", "String"));
    }
    define(
        new Names.Type(
            name,
            dice.one(
                name + "." + constants.getFirst(),
                name + ".valueOf(\"TWO\")",
                name + ".values()[1]"),
            List.of(),
            members,
            constants));
    return new Piece(text.append("}").toString(), Set.of(name));
  }

  private Piece sealed(String name) {
    var a = components();
    boolean nested = dice.oneIn(2);
    String first = nested ? "A" : name + "A";
    String second = nested ? "B" : name + "B";
    String records =
        "record "
            + first
            + "("
            + header(a)
            + ") implements "
            + name
            + " {}\nrecord "
            + second
            + "(int n) implements "
            + name
            + " {}";
    String prefix = nested ? name + "." : "";
    define(
        new Names.Type(
            name,
            dice.one(
                "new " + prefix + first + "(" + arguments(a) + ")",
                "new " + prefix + second + "(" + dice.below(9) + ")"),
            List.of(),
            List.of(new Names.Member(".tag()", "int")),
            List.of(
                prefix
                    + first
                    + "("
                    + a.stream().map(t -> "var _").collect(Collectors.joining(", "))
                    + ")",
                prefix + second + " _")),
        a);
    String tag = "default int tag() { return " + dice.below(9) + "; }";
    return new Piece(
        nested
            ? "sealed interface " + name + " {\n" + tag + "\n" + records + "\n}"
            : "sealed interface "
                + name
                + " permits "
                + first
                + ", "
                + second
                + " { "
                + tag
                + " }\n"
                + records,
        Set.of(name, name + "A", name + "B"));
  }

  private void define(Names.Type type) {
    names.define(type, names.takeUsed());
  }

  /** Where an instance needs arguments. */
  private void define(Names.Type type, List<String> arguments) {
    define(
        new Names.Type(
            type.name(),
            type.instance(),
            type.instance().contains("§") ? arguments : List.of(),
            type.members(),
            type.cases()));
  }

  private Piece generic(String name) {
    String text =
        "class "
            + name
            + "<T> {\n  private T held;\n  int count;\n  "
            + name
            + "(T held) { this.held = held; count++; }\n"
            + "  T get() { return held; }\n  <R> "
            + name
            + "<R> map(Function<? super T, ? extends R> f) { return new "
            + name
            + "<>(f.apply(held)); }\n"
            + "  static <U> "
            + name
            + "<U> of(U u) { return new "
            + name
            + "<>(u); }\n}\n"
            + name
            + ".of("
            + expressions.of("int", 1)
            + ").map(x -> x + \""
            + dice.below(9)
            + "\").get()";
    names.takeUsed();
    return new Piece(text, Set.of(name));
  }

  private Piece functional(String name) {
    String text =
        "@FunctionalInterface interface "
            + name
            + " { int apply(int a, int b);\n  default "
            + name
            + " twice() { return (a, b) -> apply(apply(a, b), b); }\n  private int secret() { return 1; } }";
    define(
        new Names.Type(
            name,
            dice.one("((" + name + ") (a, b) -> a + b)", "((" + name + ") Math::max)"),
            List.of(),
            List.of(
                new Names.Member(".apply(1, 2)", "int"),
                new Names.Member(".twice().apply(3, 4)", "int")),
            List.of()));
    return new Piece(text, Set.of(name));
  }

  private Piece plain(String name) {
    var text =
        new StringBuilder(dice.one("", "", "public ", "static ", "final "))
            .append("class ")
            .append(name)
            .append(dice.one("", " implements Comparable<" + name + ">", ""));
    boolean comparable = text.toString().contains("Comparable");
    text.append(" {\n  static int made;\n  int n = ")
        .append(expressions.of("int", 2))
        .append(";\n");
    text.append("  final String s;\n  { made++; }\n  static { made = ")
        .append(dice.below(5))
        .append("; }\n");
    text.append("  ").append(name).append("(String s) { this.s = s; }\n");
    text.append("  int plus(int k) { n += k; return n; }\n");
    text.append("  class In { int up() { return n + 1; } }\n  static class Nest { int v = 4; }\n");
    text.append("  int inner() { return new In().up() + new Nest().v; }\n");
    if (comparable) {
      text.append("  public int compareTo(")
          .append(name)
          .append(" o) { return Integer.compare(n, o.n); }\n");
    }
    if (dice.oneIn(2)) {
      text.append("  @Override public String toString() { return \"")
          .append(name)
          .append("(\" + n + s + \")\"; }\n");
    }
    define(
        new Names.Type(
            name,
            "new " + name + "(§)",
            List.of("String"),
            List.of(
                new Names.Member(".plus(2)", "int"),
                new Names.Member(".inner()", "int"),
                new Names.Member(".s", "String"),
                new Names.Member(".n", "int")),
            List.of()));
    return new Piece(text.append("}").toString(), Set.of(name));
  }
}
