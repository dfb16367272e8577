package dev.elara.java.differential;

import dev.elara.java.generated.GeneratedSession;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs generated sessions in both shells until they disagree. Not thread-safe. */
final class GeneratedCells {

  /** The most cells of one session. */
  private static final int CELLS = 12;

  /** A syntax error in a line that starts like a declaration. */
  private static final Pattern LONE_MODIFIERS =
      Pattern.compile("(?:expected|illegal start of type)\\R +(?:public|static|final|private) ");

  private JShellOracle oracle = new JShellOracle();

  /**
   * What one session gave.
   *
   * @param cells how many cells ran
   * @param failed how many of them failed, as they should
   * @param differences how often the answers differed for a reason
   * @param disagreement the session's cells and the two answers to the last one, if they differed
   *     for none
   */
  record Result(
      int cells,
      int failed,
      Map<RandomDifference, Integer> differences,
      Optional<String> disagreement) {}

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
    var differences = new EnumMap<RandomDifference, Integer>(RandomDifference.class);
    int failed = 0;
    try (var elara = new ElaraShell()) {
      while (sources.size() < CELLS && !session.isOver()) {
        var cell = session.next();
        sources.add(cell.source());
        var jshell = oracle.run(cell.source());
        var ours = elara.run(cell.source());
        failed += ours.failure() == null ? 0 : 1;
        if (!agree(jshell, ours)) {
          var reason = reason(cell, jshell, ours, elara);
          if (reason == null) {
            var text = text(seed, sources, jshell, ours, elara.page());
            return new Result(sources.size(), failed, differences, Optional.of(text));
          }
          differences.merge(reason, 1, Integer::sum);
          if (reason.endsSession()) {
            break;
          }
        }
        session.heard(ending(ours));
      }
    }
    return new Result(sources.size(), failed, differences, Optional.empty());
  }

  /** A cell may print millions of lines; as a rule there is nothing to make equal in them. */
  private static boolean agree(Answer jshell, Answer ours) {
    return jshell.equals(ours) || jshell.normal().equals(ours.normal());
  }

  /** Why these answers may differ, or null if they must not. */
  private @Nullable RandomDifference reason(
      GeneratedSession.Cell cell, Answer jshell, Answer ours, ElaraShell elara) {
    if (oracle.isLost()) {
      return RandomDifference.JSHELL_LOST;
    }
    if ("java.io.PrintStream@#".equals(jshell.normal().value()) && ours.value() == null) {
      return RandomDifference.OWN_STREAM;
    }
    if (!cell.garbled()) {
      return null;
    }
    boolean refused = Answer.COMPILE_ERROR.equals(ours.failure());
    if (refused && jshell.failure() != null) {
      return RandomDifference.SYNTAX_ERROR;
    }
    if (refused && (oracle.waits() || elara.page().contains(" cannot be called with "))) {
      return RandomDifference.WRONG_ANYWAY;
    }
    if (refused && elara.page().contains("return outside method")) {
      return RandomDifference.LONE_RETURN;
    }
    if (refused && LONE_MODIFIERS.matcher(elara.page()).find()) {
      return RandomDifference.LONE_MODIFIERS;
    }
    boolean waits = ours.failure() == null && elara.notes().contains(" cannot be used until ");
    return waits && Answer.COMPILE_ERROR.equals(jshell.failure())
        ? RandomDifference.MISSING_EXCEPTION
        : null;
  }

  private static GeneratedSession.Outcome ending(Answer answer) {
    return switch (answer.failure()) {
      case null -> GeneratedSession.Outcome.FINE;
      case Answer.COMPILE_ERROR -> GeneratedSession.Outcome.WRONG;
      default -> GeneratedSession.Outcome.THREW;
    };
  }

  private static String text(
      long seed, List<String> sources, Answer jshell, Answer ours, String page) {
    return "-Delara.generated.seed=%d\n%s\n\nJShell: %s\nElara:  %s\n%s"
        .formatted(
            seed,
            String.join("\n--- next cell\n", sources),
            jshell.normal(),
            ours.normal(),
            ours.failure() == null ? "" : page);
  }
}
