package dev.elara.java.assist;

import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.cell.Problem;
import dev.elara.java.namespace.Namespace;
import dev.elara.shell.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What the user reads when a cell does not compile: for each error where it is, the source line
 * with the wrong piece underlined, what is wrong in the user's terms, and the likely fix.
 *
 * <p>Thread-safe. Blocks while a cell is compiled, to look for what may have been meant.
 */
public final class CompileErrorPage {

  /** The name of a failure to compile, {@code ename} of the error reply. */
  public static final String NAME = "CompileError";

  private static final String BOLD_RED = "\u001b[1;31m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";
  private static final String INDENT = "    ";
  private static final int MOST = 20;
  private static final int MOST_DETAILS = 12;

  private final Hints hints;

  CompileErrorPage(CellCompiler compiler, TypeIndex index) {
    this.hints = new Hints(compiler, index);
  }

  /** The failure of a cell that has errors. */
  Outcome.Failure of(Namespace namespace, CompiledCell cell) {
    var errors =
        Consequences.leaveOut(
            cell.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList());
    var found = hints.of(namespace, cell.source(), errors);
    var lines = new ArrayList<String>();
    for (int at = 0; at < Math.min(errors.size(), MOST); at++) {
      if (at > 0) {
        lines.add("");
      }
      addBlock(lines, errors.get(at), found.get(at));
    }
    if (errors.size() > MOST) {
      lines.add("");
      lines.add("… and " + (errors.size() - MOST) + " more errors.");
    }
    return new Outcome.Failure(NAME, summary(errors), lines);
  }

  private static String summary(List<Problem> errors) {
    if (errors.isEmpty()) {
      return "";
    }
    var first = errors.getFirst();
    var more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return place(first) + ": " + UserTerms.message(first).lines().findFirst().orElse("") + more;
  }

  private static String place(Problem problem) {
    return problem.cell() + ", line " + problem.line();
  }

  private static void addBlock(List<String> lines, Problem problem, List<String> hints) {
    var message = UserTerms.message(problem).lines().toList();
    lines.add(BOLD_RED + place(problem) + PLAIN + ": " + message.getFirst());
    var span = Span.of(problem);
    var excerpt = Excerpt.of(problem.source(), span.start(), span.position(), span.end());
    lines.add(INDENT + excerpt.line());
    int carets = excerpt.underline().indexOf('^');
    lines.add(
        INDENT
            + excerpt.underline().substring(0, carets)
            + RED
            + excerpt.underline().substring(carets)
            + PLAIN);
    message.stream()
        .skip(1)
        .limit(MOST_DETAILS)
        .forEach(detail -> lines.add(INDENT + detail.stripTrailing()));
    if (message.size() > MOST_DETAILS + 1) {
      lines.add(INDENT + "…");
    }
    hints.forEach(hint -> lines.add(INDENT + GREEN + hint + PLAIN));
  }
}
