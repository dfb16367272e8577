package dev.elara.java.assist;

import dev.elara.java.cell.Problem;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The likely fix of an error of syntax or types, from the error alone. Stateless. */
final class Fixes {

  private static final Pattern LOSSY =
      Pattern.compile("possible lossy conversion from (\\w+) to (\\w+)");
  private static final Pattern CONVERSION = Pattern.compile("(\\S+) cannot be converted to (\\S+)");
  private static final Pattern BOUNDS =
      Pattern.compile("(?s)equality constraints: (\\S+)\\s+lower bounds: ([^\n]+)");
  private static final Pattern ASSIGNMENT = Pattern.compile("[^=!<>]=[^=]");
  private static final Pattern DECIMAL = Pattern.compile("\\d+");
  private static final Pattern PACKAGE = Pattern.compile("package\\s+[\\w.]+\\s*;");
  private static final Pattern STATIC_BLOCK = Pattern.compile("\\bstatic\\s*$");
  private static final Pattern SIMPLE = Pattern.compile("[\\w.]+(?:\\([^()]*\\))?");

  /** How to read a number from text. */
  private static final Map<String, String> PARSERS =
      Map.of(
          "int", "Integer.parseInt",
          "Integer", "Integer.valueOf",
          "long", "Long.parseLong",
          "double", "Double.parseDouble",
          "Double", "Double.valueOf",
          "boolean", "Boolean.parseBoolean");

  private static final Map<String, String> BOXES =
      Map.of(
          "int", "Integer",
          "long", "Long",
          "double", "Double",
          "float", "Float",
          "char", "Character",
          "boolean", "Boolean",
          "byte", "Byte",
          "short", "Short");

  private Fixes() {}

  /** The lines to add to an error's block. */
  static List<String> of(Problem error) {
    return switch (error.code()) {
      case "compiler.err.expected" ->
          misspelt(error).isEmpty() && error.arguments().toString().contains(";")
              ? List.of("Add the missing ';'.")
              : misspelt(error);
      case "compiler.err.premature.eof" -> unclosed(error.source());
      case "compiler.err.unclosed.str.lit" ->
          List.of("Close the string on its line, or write a text block between \"\"\" and \"\"\".");
      case "compiler.err.unclosed.char.lit" ->
          List.of("Between single quotes stands one character; text stands between double quotes.");
      case "compiler.err.unclosed.comment" -> List.of("Close the comment with */.");
      case "compiler.err.illegal.text.block.open" ->
          List.of("The text begins on the line after \"\"\".");
      case "compiler.err.int.number.too.large" -> largeNumber(argument(error, 0, ""));
      case "compiler.err.illegal.start.of.expr" ->
          PACKAGE.matcher(error.source()).region(error.start(), error.source().length()).lookingAt()
              ? List.of("Leave it out: what a cell defines is in no package.")
              : misspelt(error);
      case "compiler.err.illegal.start.of.type" ->
          STATIC_BLOCK.matcher(error.source().substring(0, error.start())).find()
              ? List.of("Leave static and its braces out: statements of a cell just run.")
              : misspelt(error);
      case "compiler.err.local.variables.referenced",
          "compiler.err.cant.ref.non.effectively.final.var" ->
          List.of("Copy it to a variable that does not change, or declare it at top level.");
      case "compiler.err.prob.found.req" -> conversion(error);
      case "compiler.err.var.might.not.have.been.initialized" ->
          List.of("Give it a value where it is declared.");
      case "compiler.err.cant.infer.local.var.type" ->
          List.of("Give it a value, or write its type in place of var.");
      case "compiler.err.missing.ret.stmt" ->
          List.of("Add a return at the end, for when no other one was reached.");
      case "compiler.err.does.not.override.abstract" ->
          List.of("Add a public method " + argument(error, 1, "of that name") + " to it.");
      case "compiler.err.report.access" ->
          error.message().contains("private")
              ? List.of("Leave private out there, or add a method that gives access.")
              : List.of();
      case "compiler.err.type.found.req" -> box(error);
      default -> misspelt(error);
    };
  }

  /** What to do about an exception that is not declared where it is thrown. */
  static List<String> unreported(Problem error, boolean inLambda) {
    return List.of(
        inLambda
            ? "Catch it inside the lambda: the method it stands for does not throw it."
            : "Catch it, or add throws " + argument(error, 0, "Exception") + " to the method.");
  }

  private static String argument(Problem error, int index, String otherwise) {
    return index < error.arguments().size()
        ? Signatures.simple(error.arguments().get(index))
        : otherwise;
  }

  /** What to write for a number that no int can hold. */
  private static List<String> largeNumber(String digits) {
    if (!DECIMAL.matcher(digits).matches()) {
      return List.of();
    }
    boolean fits = new BigInteger(digits).bitLength() < Long.SIZE;
    return List.of(
        "Write " + (fits ? digits + "L." : "new java.math.BigInteger(\"" + digits + "\")."));
  }

  private static List<String> box(Problem error) {
    String primitive = error.source().substring(error.start(), error.end()).strip();
    String box = BOXES.get(primitive);
    return box == null ? List.of() : List.of("Write " + box + " in place of " + primitive + ".");
  }

  private static List<String> conversion(Problem error) {
    String message = error.message();
    String piece =
        error.source().substring(error.start(), Math.min(error.end(), error.source().length()));
    var lossy = LOSSY.matcher(message);
    if (lossy.find()) {
      String value = SIMPLE.matcher(piece).matches() ? piece : "(" + piece + ")";
      return List.of("Write (%s) %s if losing digits is meant.".formatted(lossy.group(2), value));
    }
    var bounds = BOUNDS.matcher(message);
    if (bounds.find()) {
      return List.of(
          "It would be of " + bounds.group(2) + ", where " + bounds.group(1) + " is asked for.");
    }
    var conversion = CONVERSION.matcher(message);
    if (!conversion.find()) {
      return List.of();
    }
    String to = conversion.group(2);
    if (conversion.group(1).equals("String") && PARSERS.containsKey(to)) {
      return List.of("Read it from the text with " + PARSERS.get(to) + "(…).");
    }
    if (to.equals("boolean")) {
      return ASSIGNMENT.matcher(piece).find()
          ? List.of("Compare with ==; a single = assigns.")
          : List.of("Compare it with something, as in n != 0.");
    }
    return to.equals("String") ? List.of("Make it text with String.valueOf(…).") : List.of();
  }

  /**
   * Which bracket the cell leaves open: one whose line stands further in than the line that closes
   * it, or else the innermost one that is left.
   */
  private static List<String> unclosed(String source) {
    Deque<Lexeme> open = new ArrayDeque<>();
    for (var lexeme : Lexeme.of(source)) {
      switch (lexeme.text(source)) {
        case "(", "[", "{" -> open.push(lexeme);
        case ")", "]", "}" -> {
          Lexeme opening = open.poll();
          if (opening != null && closesAnother(source, opening, lexeme)) {
            return List.of(notClosed(source, opening));
          }
        }
        default -> {}
      }
    }
    return open.isEmpty() ? List.of() : List.of(notClosed(source, open.peek()));
  }

  private static boolean closesAnother(String source, Lexeme opening, Lexeme closing) {
    int indent = closing.start() - lineStart(source, closing.start());
    return source.substring(closing.start() - indent, closing.start()).isBlank()
        && indent < indent(source, opening.start());
  }

  private static int lineStart(String source, int offset) {
    return source.lastIndexOf('\n', offset - 1) + 1;
  }

  private static int indent(String source, int offset) {
    int start = lineStart(source, offset);
    int at = start;
    while (at < offset && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    return at - start;
  }

  private static String notClosed(String source, Lexeme opening) {
    long line = source.substring(0, opening.start()).chars().filter(c -> c == '\n').count() + 1;
    return "'%s' of line %d is not closed.".formatted(opening.text(source), line);
  }

  /** The first word of the wrong line, if it is nearly a keyword. */
  static List<String> misspelt(Problem error) {
    int lineStart = error.source().lastIndexOf('\n', Math.max(0, error.position() - 1)) + 1;
    for (var lexeme : Lexeme.of(error.source())) {
      if (lexeme.start() >= lineStart
          && lexeme.start() <= error.position()
          && lexeme.kind() == Lexeme.Kind.WORD
          && lexeme.end() - lexeme.start() > 3) {
        var word = lexeme.text(error.source());
        return Keywords.STATEMENT.contains(word)
            ? List.of()
            : Hints.didYouMean(Nearest.to(word, Keywords.STATEMENT));
      }
    }
    return List.of();
  }
}
