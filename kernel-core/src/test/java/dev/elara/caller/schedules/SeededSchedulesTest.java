package dev.elara.caller.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Programs of callers in orders drawn from seeds. A failure names its seed;
 *
 * <pre>
 * mvn -q -Dfast -pl kernel-core test -Dtest=SeededSchedulesTest -Ddev.elara.schedules.seed=SEED
 * </pre>
 *
 * <p>runs that one alone, and {@code -Ddev.elara.schedules=100000} so many from the first on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeededSchedulesTest {

  private static final int DEFAULT_SCHEDULES = 2_000;

  private Platform before;

  @BeforeEach
  void keepPlatform() {
    before = Platforms.current();
    run(0); // classes are loaded now and not in the middle of what is checked
  }

  @AfterEach
  void restorePlatform() {
    Platforms.install(before);
  }

  @Test
  void everyScheduleEndsWithEveryPendingDoneNothingLostAndNoStrandParked() {
    Long only = Long.getLong("dev.elara.schedules.seed");
    if (only != null) {
      check(only);
      return;
    }
    int schedules = Integer.getInteger("dev.elara.schedules", DEFAULT_SCHEDULES);
    for (long seed = 1; seed <= schedules; seed++) {
      check(seed);
    }
  }

  @Test
  void theSameSeedGivesTheSameSchedule() {
    for (long seed = 1; seed <= 100; seed++) {
      assertThat(run(seed).trace()).as("steps of seed %d", seed).isEqualTo(run(seed).trace());
    }
  }

  private static void check(long seed) {
    Outcome outcome;
    try {
      outcome = run(seed);
    } catch (Throwable failure) {
      throw new AssertionError("The schedule of seed " + seed + " failed.", failure);
    }
    assertThat(outcome.wrong()).as("the schedule of seed %d", seed).isEmpty();
  }

  private record Outcome(long trace, List<String> wrong) {}

  private static Outcome run(long seed) {
    SeededPlatform platform = new SeededPlatform(seed);
    Platforms.install(platform);
    Program[] program = new Program[1]; // made in a strand, as all that uses the platform is
    platform.thread(
        "main",
        () -> {
          program[0] = new Program(platform);
          program[0].main();
        });
    platform.run();
    List<String> wrong = new ArrayList<>();
    platform.thread("check", () -> wrong.addAll(program[0].wrong()));
    platform.run();
    return new Outcome(platform.trace(), wrong);
  }
}
