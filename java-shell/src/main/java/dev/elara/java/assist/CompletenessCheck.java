package dev.elara.java.assist;

import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.Problem;
import dev.elara.shell.Completeness;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Tells whether a cell can be run, needs more lines, or cannot become right by adding any.
 *
 * <p>A cell is incomplete if a bracket, comment or text block is open at its end, or if the
 * parser's first complaint is that the cell ends where something must follow. Other complaints of
 * the parser make it invalid; what only a compiler can object to does not matter.
 */
final class CompletenessCheck {

  private static final String INDENT = "    ";

  /** The beginnings of the codes of what the parser, and not a later phase, complains about. */
  private static final List<String> SYNTAX =
      List.of(
          "expected",
          "illegal.",
          "premature.",
          "not.stmt",
          "else.without",
          "catch.without",
          "finally.without",
          "try.without",
          "orphaned",
          "unclosed",
          "malformed",
          "invalid.",
          "variable.not.allowed",
          "class.method.or.field.expected",
          "empty.char",
          "wrong.receiver",
          "this.as.identifier",
          "underscore",
          "dot.",
          "array.dimension.missing",
          "restricted.",
          "class.not.allowed",
          "switch.mixing",
          "initializer.not.allowed",
          "repeated.modifier");

  private static final String PREFIX = "compiler.err.";

  /** What only the middle of a statement starts with. */
  private static final List<String> PARTS = List.of("else", "catch", "finally");

  /** A part of a statement without what must stand before it. */
  private static final List<String> HOPELESS =
      List.of(
          PREFIX + "else.without.if",
          PREFIX + "catch.without.try",
          PREFIX + "finally.without.try",
          PREFIX + "orphaned");

  private final CellCompiler compiler;

  CompletenessCheck(CellCompiler compiler) {
    this.compiler = compiler;
  }

  Completeness of(String code) {
    var lexemes = Lexeme.of(code);
    var last = lexemes.isEmpty() ? null : lexemes.getLast();
    if (last != null && !last.closed() && last.kind() != Lexeme.Kind.LITERAL) {
      return new Completeness.Incomplete(
          last.kind() == Lexeme.Kind.TEXT_BLOCK ? "" : indentOfLastLine(code));
    }
    if (lexemes.stream().anyMatch(lexeme -> !lexeme.closed())) {
      return new Completeness.Invalid();
    }
    if (!lexemes.isEmpty() && PARTS.contains(lexemes.getFirst().text(code))) {
      return new Completeness.Invalid();
    }
    var complaints = complaints(code);
    if (complaints.isEmpty()) {
      return new Completeness.Complete();
    }
    if (complaints.stream().anyMatch(problem -> HOPELESS.contains(problem.code()))) {
      return new Completeness.Invalid();
    }
    var complaint = complaints.getFirst();
    int end = lexemes.stream().filter(l -> !l.isComment()).mapToInt(Lexeme::end).max().orElse(0);
    var wantsMore =
        complaint.code().equals(PREFIX + "premature.eof")
            || complaint.code().startsWith(PREFIX + "try.without")
            || complaint.position() >= end;
    return wantsMore
        ? new Completeness.Incomplete(indent(code, lexemes))
        : new Completeness.Invalid();
  }

  private List<Problem> complaints(String code) {
    return compiler.analyze(
        compiler.main(),
        code,
        analysis ->
            analysis.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .filter(
                    problem -> SYNTAX.stream().anyMatch(s -> problem.code().startsWith(PREFIX + s)))
                .toList());
  }

  /** Where the next line should start: one step in from the line that opened what is open. */
  private static String indent(String code, List<Lexeme> lexemes) {
    Deque<Lexeme> open = new ArrayDeque<>();
    for (var lexeme : lexemes) {
      switch (lexeme.text(code)) {
        case "(", "[", "{" -> open.push(lexeme);
        case ")", "]", "}" -> open.poll();
        default -> {}
      }
    }
    var innermost = open.peek();
    return innermost == null
        ? indentOfLastLine(code) + INDENT
        : indentOfLine(code, innermost.start()) + INDENT;
  }

  private static String indentOfLastLine(String code) {
    return indentOfLine(code, code.stripTrailing().length());
  }

  private static String indentOfLine(String code, int offset) {
    int start = code.lastIndexOf('\n', offset - 1) + 1;
    int end = start;
    while (end < code.length() && (code.charAt(end) == ' ' || code.charAt(end) == '\t')) {
      end++;
    }
    return code.substring(start, end);
  }
}
