package dev.elara.java.assist;

import dev.elara.java.cell.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Leaves out errors that are there only because of an earlier one, and would go with it. Stateless.
 */
final class Consequences {

  private static final Pattern OF_NO_KNOWN_TYPE =
      Pattern.compile("location:\\s+variable (\\w+) of type Object\\b");

  private Consequences() {}

  /** The errors that have a cause of their own, in the same order. */
  static List<Problem> leaveOut(List<Problem> errors) {
    List<Problem> own = new ArrayList<>();
    for (Problem error : errors) {
      if (own.stream().noneMatch(earlier -> follows(error, earlier))) {
        own.add(error);
      }
    }
    return own;
  }

  private static boolean follows(Problem error, Problem earlier) {
    if (!error.cell().equals(earlier.cell())) {
      return false;
    }
    return error.start() == earlier.start()
        || (isUnclosed(error) && isUnclosed(earlier) && error.line() == earlier.line())
        || declares(earlier, error);
  }

  private static boolean isUnclosed(Problem problem) {
    return problem.code().startsWith("compiler.err.unclosed");
  }

  /** Whether a member is missing of a variable whose type is unknown because of an error there. */
  private static boolean declares(Problem earlier, Problem error) {
    var variable = OF_NO_KNOWN_TYPE.matcher(error.message());
    return variable.find()
        && Pattern.compile("\\b" + variable.group(1) + "\\s*=(?!=)").matcher(line(earlier)).find();
  }

  private static String line(Problem problem) {
    return problem.source().lines().skip(Math.max(0, problem.line() - 1)).findFirst().orElse("");
  }
}
