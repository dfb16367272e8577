package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;

import java.time.Duration;

/** Rules 18 and 56. */
final class CallerTextRules extends InWorld {

  CallerTextRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(CallerTextRules::new)
        .add(
            18,
            "its text shows what it is and marks the current one",
            CallerTextRules::itsTextShowsWhatItIsAndMarksTheCurrentOne)
        .add(
            56,
            "its text shows what runs and for how long it has not waited",
            CallerTextRules::itsTextShowsWhatRunsAndForHowLongItHasNotWaited)
        .add(
            56,
            "a task that gives others their turn does not count as holding its caller",
            CallerTextRules::aTaskThatGivesOthersTheirTurnDoesNotCountAsHoldingItsCaller);
  }

  void itsTextShowsWhatItIsAndMarksTheCurrentOne() {
    Caller caller = world.caller(CallerOptions.named("Shell").asProtected());
    caller.get(CallerOptions.named("child"));
    caller.started().waitSync();
    assertThat(caller.toString())
        .isEqualTo(
            "Caller[Shell, running, protected, backend="
                + world.backend()
                + ", host=none, thread=Shell, id="
                + caller.id()
                + ", children=1]");
    assertThat(caller.callSoon(caller::toString).waitSync()).endsWith(", current]");
  }

  void itsTextShowsWhatRunsAndForHowLongItHasNotWaited() {
    Caller caller = world.caller("busy");
    Event working = new Event();
    Pending<String> go = new Pending<>();
    Work<String> slow =
        new Work<>() {
          @Override
          public String run() {
            working.set();
            return go.waitSync();
          }

          @Override
          public String toString() {
            return "slow sum";
          }
        };
    Pending<String> task = caller.callSoon(slow);
    working.await();
    world.advance(Duration.ofMillis(1500));
    assertThat(caller.toString()).contains(", running slow sum for 1500 ms");
    go.setResult("done");
    task.waitSync();
    world.settle();
    assertThat(caller.toString()).doesNotContain("running slow sum");
  }

  void aTaskThatGivesOthersTheirTurnDoesNotCountAsHoldingItsCaller() {
    Caller caller = world.caller("polite");
    Pending<String> task =
        caller.callSoon(() -> {
          world.advanceClock(Duration.ofSeconds(2));
          Caller.checkpoint();
          return caller.toString();
        });
    assertThat(task.waitSync()).contains(" for 0 ms");
  }
}
