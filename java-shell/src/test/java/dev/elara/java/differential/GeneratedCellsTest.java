package dev.elara.java.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Random cells answer as in JShell. {@code -Delara.generated.cells=20000} says how many; {@code
 * -Delara.generated.seed=17} runs the session of one seed alone, and with both it is the first
 * seed.
 */
class GeneratedCellsTest {

  private static final int CELLS = 120;

  /** A session that takes longer hangs. */
  private static final long MINUTES = 5;

  private final GeneratedCells shells = new GeneratedCells();

  @Test
  void randomCellsAnswerAsInJShell() throws Exception {
    long seed = Long.getLong("elara.generated.seed", 1);
    boolean one =
        System.getProperty("elara.generated.seed") != null
            && System.getProperty("elara.generated.cells") == null;
    int wanted = one ? 1 : Integer.getInteger("elara.generated.cells", CELLS);
    List<String> disagreements = new ArrayList<>();
    int cells = 0;
    int failed = 0;
    var differences = new EnumMap<RandomDifference, Integer>(RandomDifference.class);
    while (cells < wanted) {
      var result = run(seed++);
      cells += result.cells();
      failed += result.failed();
      result
          .differences()
          .forEach((reason, count) -> differences.merge(reason, count, Integer::sum));
      result.disagreement().ifPresent(disagreements::add);
    }
    System.out.printf(
        "%,d cells, %,d of them failed as in JShell, %d disagreements.%n",
        cells, failed, disagreements.size());
    differences.forEach(
        (reason, count) -> System.out.printf("%,d differed because %s.%n", count, reason.reason()));
    assertThat(disagreements).isEmpty();
  }

  /** Runs a session on a thread of its own, so that one that hangs is told. */
  private GeneratedCells.Result run(long seed) throws InterruptedException {
    var session =
        CompletableFuture.supplyAsync(
            () -> shells.run(seed), task -> new Thread(task, "generated cells").start());
    try {
      return session.get(MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException hangs) {
      throw new AssertionError("The session of -Delara.generated.seed=" + seed + " hangs.", hangs);
    } catch (ExecutionException crash) {
      throw new AssertionError(
          "The session of -Delara.generated.seed=" + seed + " crashed.", crash.getCause());
    }
  }
}
