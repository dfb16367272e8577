package dev.elara.java.differential;

import dev.elara.java.generated.GeneratedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs generated sessions in both shells until they disagree. Not thread-safe. */
final class GeneratedCells {

  /** The most cells of one session. */
  private static final int CELLS = 12;

  private JShellOracle oracle = new JShellOracle();

  /**
   * What one session gave.
   *
   * @param cells how many cells ran
   * @param failed how many of them failed, as they should
   * @param disagreement the session's cells and the two answers to the last one
   */
  record Result(int cells, int failed, Optional<String> disagreement) {}

  /** Runs the session of a seed. Blocks until it has ended. */
  Result run(long seed) {
    oracle = oracle.fresh();
    var result = runOnce(seed);
    if (result.disagreement().isPresent() && !oracle.isNew()) {
      // Only a JShell that was never used before can convict us.
      oracle.close();
      oracle = new JShellOracle();
      return runOnce(seed);
    }
    return result;
  }

  private Result runOnce(long seed) {
    var session = new GeneratedSession(seed);
    var sources = new ArrayList<String>();
    int failed = 0;
    try (var elara = new ElaraShell()) {
      while (sources.size() < CELLS && !session.isOver()) {
        var cell = session.next();
        sources.add(cell.source());
        var jshell = oracle.run(cell.source()).normal();
        var ours = elara.run(cell.source()).normal();
        if (!agree(cell, jshell, ours, elara.page())) {
          var text =
              text(seed, sources, jshell, ours) + (ours.failure() == null ? "" : elara.page());
          return new Result(sources.size(), failed, Optional.of(text));
        }
        failed += ours.failure() == null ? 0 : 1;
        session.heard(ending(ours));
      }
    }
    return new Result(sources.size(), failed, Optional.empty());
  }

  private static GeneratedSession.Outcome ending(Answer answer) {
    return switch (answer.failure()) {
      case null -> GeneratedSession.Outcome.FINE;
      case Answer.COMPILE_ERROR -> GeneratedSession.Outcome.WRONG;
      default -> GeneratedSession.Outcome.THREW;
    };
  }

  /**
   * Whether the answers are the same or differ for a reason. After a syntax error nothing of our
   * cell runs, while JShell runs what stands before it; and a call that fits no constructor is an
   * error, while JShell waits for another class of that name.
   */
  private static boolean agree(
      GeneratedSession.Cell cell, Answer jshell, Answer ours, String page) {
    return jshell.equals(ours)
        || (cell.garbled()
            && Answer.COMPILE_ERROR.equals(ours.failure())
            && (jshell.failure() != null || page.contains("(…) cannot be called with")));
  }

  private static String text(long seed, List<String> sources, Answer jshell, Answer ours) {
    return "-Delara.generated.seed=%d\n%s\n\nJShell: %s\nElara:  %s\n"
        .formatted(seed, String.join("\n--- next cell\n", sources), jshell, ours);
  }
}
