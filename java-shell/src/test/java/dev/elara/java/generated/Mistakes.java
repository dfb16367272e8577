package dev.elara.java.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Random mistakes: pieces that do not compile, and valid source with tokens gone wrong. */
final class Mistakes {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+'|[\\p{L}_$][\\p{L}\\w$]*|\\d[\\w.]*|->|::|[-+*/=<>!&|]=|&&|\\|\\||\\+\\+|--|\\S",
          Pattern.DOTALL);

  private static final List<String> STRAYS =
      List.of(
          ";", ")", "(", "}", "{", "]", "[", ",", ".", "=", "+", "int", "class", "return", "static",
          "new", "if", "else", "case", "x", "5", "\"s\"", "->", "<", ">", "@", "final", "void",
          "var", "record", "yield", "null", "\\", "#", "'", "\"", "break", "import", "throw",
          "this", "?", ":");

  private final Dice dice;
  private final Expressions expressions;
  private final Names names;

  Mistakes(Dice dice, Names names, Expressions expressions) {
    this.dice = dice;
    this.names = names;
    this.expressions = expressions;
  }

  /** A statement or definition that is whole but wrong. */
  String wrong() {
    String n = names.fresh("bad");
    return switch (dice.below(30)) {
      case 0 -> "int " + n + " = " + expressions.of("String", 2) + ";";
      case 1 -> "String " + n + " = " + expressions.of("int", 2) + ";";
      case 2 -> n + " + 1";
      case 3 -> n + "(" + expressions.of("int", 1) + ");";
      case 4 -> "new Missing" + n + "(1);";
      case 5 -> "int " + n + "() { }";
      case 6 -> "int " + n + "() { return \"x\"; }";
      case 7 -> "void " + n + "() { return 1; }";
      case 8 -> "void " + n + "() { int a = 1; int a = 2; }";
      case 9 -> "void " + n + "() { throw new Exception(); }";
      case 10 -> "int " + n + "() { while (true) { } return 1; }";
      case 11 -> "void " + n + "() { int a; a++; }";
      case 12 -> "void " + n + "() { final int a = 1; a = 2; }";
      case 13 -> "class " + n + " implements Runnable { }";
      case 14 -> "class " + n + " extends String { }";
      case 15 -> "record " + n + "(int a) { void change() { a = 1; } }";
      case 16 -> "enum " + n + " { A, A }";
      case 17 -> "interface " + n + " { int a(); int a(); }";
      case 18 -> "if (" + expressions.of("int", 2) + ") { }";
      case 19 -> "\"a\" - 1";
      case 20 -> "for (String " + n + " : " + expressions.of("List<Integer>", 1) + ") { }";
      case 21 -> "int " + n + " = switch (3) { case 1 -> 2; };";
      case 22 -> "var " + n + " = null;";
      case 23 -> "var " + n + " = () -> 1;";
      case 24 -> "Runnable " + n + " = () -> 5;";
      case 25 -> "(" + expressions.of("String", 1) + ").nothing()";
      case 26 -> "sealed interface " + n + " permits " + n + "Missing { }";
      case 27 -> "switch (" + expressions.of("Object", 1) + ") { case String s -> { } }";
      case 28 -> "List<int> " + n + " = null;";
      default -> "byte " + n + " = 300;";
    };
  }

  /** The source with one or two tokens deleted, doubled, swapped, replaced or put in. */
  String garbled(String source) {
    String text = source;
    for (int i = 1 + dice.below(2); i > 0; i--) {
      text = garbledOnce(text);
    }
    return text;
  }

  private String garbledOnce(String source) {
    var spans = new ArrayList<int[]>();
    var matcher = TOKEN.matcher(source);
    while (matcher.find()) {
      spans.add(new int[] {matcher.start(), matcher.end()});
    }
    if (spans.isEmpty()) {
      return dice.pick(STRAYS);
    }
    int at = dice.below(spans.size());
    int start = spans.get(at)[0];
    int end = spans.get(at)[1];
    String token = source.substring(start, end);
    String before = source.substring(0, start);
    String after = source.substring(end);
    return switch (dice.below(5)) {
      case 0 -> before + after;
      case 1 -> before + token + " " + token + after;
      case 2 -> before + dice.pick(STRAYS) + after;
      case 3 -> before + dice.pick(STRAYS) + " " + token + after;
      default -> {
        if (at + 1 == spans.size()) {
          yield before + after;
        }
        int[] next = spans.get(at + 1);
        yield before
            + source.substring(next[0], next[1])
            + source.substring(end, next[0])
            + token
            + source.substring(next[1]);
      }
    };
  }
}
