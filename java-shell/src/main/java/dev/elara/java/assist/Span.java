package dev.elara.java.assist;

import dev.elara.java.cell.Problem;
import java.util.List;

/**
 * The piece of source to underline: the name, not what stands before it, when a name is wrong; a
 * declaration's head, not its body.
 *
 * @param start its start
 * @param position what the compiler points at, the line to show
 * @param end its end, exclusive
 */
record Span(int start, int position, int end) {

  private static final List<String> ABOUT_A_NAME =
      List.of("cant.resolve", "cant.apply", "report.access", "not.def.public", "non-static");

  static Span of(Problem problem) {
    var source = problem.source();
    var code = problem.code().replace("compiler.err.", "");
    int position = problem.position();
    if (code.equals("doesnt.exist")) {
      return new Span(problem.start(), problem.start(), position);
    }
    if (code.startsWith("unclosed")) {
      return new Span(problem.start(), position, lineEnd(source, position));
    }
    if (code.startsWith("missing.ret")) {
      return new Span(position, position, problem.end());
    }
    if (ABOUT_A_NAME.stream().anyMatch(code::startsWith)) {
      int name = afterDot(source, position, problem.end());
      if (source.startsWith("new ", name)) {
        return new Span(problem.start(), position, problem.end());
      }
      return new Span(name, name, Hints.wordEnd(source, name, problem.end()));
    }
    int brace = source.indexOf('{', position);
    var cut = brace > position && brace < problem.end() && code.contains("override");
    return new Span(problem.start(), position, cut ? brace : problem.end());
  }

  private static int lineEnd(String source, int position) {
    int end = source.indexOf('\n', position);
    return end < 0 ? source.length() : end;
  }

  private static int afterDot(String source, int position, int end) {
    int at = position;
    while (at < end && (source.charAt(at) == '.' || Character.isWhitespace(source.charAt(at)))) {
      at++;
    }
    return at;
  }
}
