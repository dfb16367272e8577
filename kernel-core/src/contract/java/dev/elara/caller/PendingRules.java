package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.time.Duration;

/** Rules 37, 39 to 41, 43 and 44. */
final class PendingRules extends InWorld {

  PendingRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(PendingRules::new)
        .add(
            37,
            "waiting for the pending one runs in is an error not a hang",
            PendingRules::waitingForThePendingOneRunsInIsAnErrorNotAHang)
        .add(
            39,
            "a wait gives the result or what was thrown or that it was cancelled",
            PendingRules::aWaitGivesTheResultOrWhatWasThrownOrThatItWasCancelled)
        .add(
            39,
            "waiting without the result throws nothing of it",
            PendingRules::waitingWithoutTheResultThrowsNothingOfIt)
        .add(
            40,
            "a wait that times out cancels the pending",
            PendingRules::aWaitThatTimesOutCancelsThePending)
        .add(
            40,
            "a protecting wait that times out lets the pending go on",
            PendingRules::aProtectingWaitThatTimesOutLetsThePendingGoOn)
        .add(
            40,
            "a wait that is cancelled cancels the pending unless it protects it",
            PendingRules::aWaitThatIsCancelledCancelsThePendingUnlessItProtectsIt)
        .add(
            40,
            "a shield keeps cancellation from the waiter until it is done",
            PendingRules::aShieldKeepsCancellationFromTheWaiterUntilItIsDone)
        .add(
            41,
            "waitSync on the caller's own strand is an error not a deadlock",
            PendingRules::waitSyncOnTheCallersOwnStrandIsAnErrorNotADeadlock)
        .add(
            41,
            "waitSync in a task holds its caller and is cancelled all the same",
            PendingRules::waitSyncInATaskHoldsItsCallerAndIsCancelledAllTheSame)
        .add(
            43,
            "several messages are joined by newlines and done comes when the canceller's work ends",
            PendingRules::severalMessagesAreJoinedByNewlinesAndDoneComesWhenTheCancellersWorkEnds)
        .add(
            43,
            "without a canceller a cancelled pending is done at once",
            PendingRules::withoutACancellerACancelledPendingIsDoneAtOnce)
        .add(
            43,
            "a canceller set too late is called at once",
            PendingRules::aCancellerSetTooLateIsCalledAtOnce)
        .add(
            43,
            "cancelAndWait waits for the cleaning up",
            PendingRules::cancelAndWaitWaitsForTheCleaningUp)
        .add(
            44,
            "a running task sees cancellation once for each time and is done after it cleaned up",
            PendingRules::aRunningTaskSeesCancellationOnceForEachTimeAndIsDoneAfterItCleanedUp)
        .add(
            44,
            "a task cancelled before it began never runs",
            PendingRules::aTaskCancelledBeforeItBeganNeverRuns)
        .add(
            44,
            "what fails while a cancelled task cleans up is not lost",
            PendingRules::whatFailsWhileACancelledTaskCleansUpIsNotLost);
  }

  private static final Duration LONG = Duration.ofHours(1);

  private final Caller caller = world.caller();
  private final Pending<String> pending = new Pending<>();

  void waitingForThePendingOneRunsInIsAnErrorNotAHang() {
    Pending<Pending<?>> own = new Pending<>();
    Pending<Object> task = caller.callSoon(() -> own.await().await());
    own.setResult(task);
    assertThatThrownBy(task::waitSync)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would deadlock");
  }

  void aWaitGivesTheResultOrWhatWasThrownOrThatItWasCancelled() {
    Pending<String> task = caller.callSoon(() -> pending.await());
    world.settle();
    pending.setResult("here");
    assertThat(task.waitSync()).isEqualTo("here");
    Exception failure = new java.io.IOException("disk");
    Pending<String> failed = new Pending<>();
    failed.setException(failure);
    assertThatThrownBy(failed::waitSync).isSameAs(failure);
    Pending<String> cancelled = new Pending<>();
    cancelled.cancel("why");
    assertThatThrownBy(cancelled::waitSync).isInstanceOf(PendingCancelled.class).hasMessage("why");
    assertThat(failed.exception()).isSameAs(failure);
  }

  void waitingWithoutTheResultThrowsNothingOfIt() {
    pending.setException(new IllegalStateException("not mine"));
    pending.awaitDone(AwaitOptions.DEFAULT);
    assertThat(pending.done()).isTrue();
  }

  void aWaitThatTimesOutCancelsThePending() {
    Pending<String> task = caller.callSoon(() -> pending.await(Duration.ofMillis(5)));
    world.advance(Duration.ofMillis(5));
    assertThatThrownBy(task::waitSync)
        .isInstanceOf(PendingTimeout.class)
        .hasMessageContaining("5 ms");
    assertThat(pending.cancelled()).isTrue();
  }

  void aProtectingWaitThatTimesOutLetsThePendingGoOn() {
    AwaitOptions options = AwaitOptions.DEFAULT.timeout(Duration.ofMillis(5)).protecting();
    Pending<String> task = caller.callSoon(() -> pending.await(options));
    world.advance(Duration.ofMillis(5));
    assertThat(task.exception()).isInstanceOf(PendingTimeout.class);
    assertThat(pending.cancelled()).isFalse();
    assertThat(pending.setResult("late")).isTrue();
  }

  void aWaitThatIsCancelledCancelsThePendingUnlessItProtectsIt() {
    Pending<String> kept = new Pending<>();
    Pending<String> task = caller.callSoon(() -> pending.await());
    Pending<String> careful = caller.callSoon(() -> kept.await(AwaitOptions.DEFAULT.protecting()));
    world.settle();
    task.cancel("stop");
    careful.cancel("stop");
    world.settle();
    assertThat(pending.cancelled()).isTrue();
    assertThat(kept.cancelled()).isFalse();
    assertThat(careful.cancelled()).isTrue();
  }

  void aShieldKeepsCancellationFromTheWaiterUntilItIsDone() {
    Pending<Void> task =
        caller.callSoon(() -> {
          world.add(pending.await(AwaitOptions.DEFAULT.shielded()));
          Caller.checkpoint();
          world.add("never");
        });
    world.settle();
    task.cancel("stop");
    world.settle();
    assertThat(task.done()).isFalse();
    assertThat(pending.cancelled()).isFalse();
    pending.setResult("done");
    world.settle();
    assertThat(world.notes()).containsExactly("done");
    assertThat(task.cancelled()).isTrue();
    assertThat(task.done()).isTrue();
  }

  void waitSyncOnTheCallersOwnStrandIsAnErrorNotADeadlock() {
    Pending<String> task = caller.callSoon(() -> caller.callSoon(() -> "never in time").waitSync());
    assertThatThrownBy(task::waitSync)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Use await()");
  }

  void waitSyncInATaskHoldsItsCallerAndIsCancelledAllTheSame() {
    Pending<String> task = caller.callSoon(() -> pending.waitSync());
    world.settle();
    Pending<Integer> other = caller.callSoon(() -> 1);
    world.settle();
    assertThat(other.done()).isFalse();
    task.cancel("stop");
    world.settle();
    assertThat(task.cancelled()).isTrue();
    assertThat(other.done()).isTrue();
  }

  void severalMessagesAreJoinedByNewlinesAndDoneComesWhenTheCancellersWorkEnds() {
    Pending<String> messages = new Pending<>();
    StringBuilder told = new StringBuilder();
    messages.setCanceller(why -> told.append(why).append(';'));
    assertThat(messages.cancel("one")).isTrue();
    assertThat(messages.cancel("two")).isTrue();
    assertThat(messages.cancelled()).isTrue();
    assertThat(messages.done()).isFalse();
    assertThat(told).hasToString("one;two;");
    assertThat(messages.setResult("ended")).isFalse();
    assertThat(messages.done()).isTrue();
    assertThatThrownBy(messages::result).hasMessage("one\ntwo");
  }

  void withoutACancellerACancelledPendingIsDoneAtOnce() {
    assertThat(pending.cancel(null)).isTrue();
    assertThat(pending.done()).isTrue();
  }

  void aCancellerSetTooLateIsCalledAtOnce() {
    Pending<String> late = new Pending<>();
    late.setCanceller(why -> {});
    late.cancel("early");
    late.setCanceller(why -> world.add(why));
    assertThat(world.notes()).containsExactly("early");
  }

  void cancelAndWaitWaitsForTheCleaningUp() {
    Pending<Void> sleeper =
        caller.callSoon(() -> {
          try {
            Caller.sleep(LONG);
          } finally {
            Caller.sleep(Duration.ofMillis(1));
            world.add("clean");
          }
        });
    world.settle(); // a task that has not begun never will, and cleans nothing up
    Pending<Void> waiter =
        world
            .caller("other")
            .callSoon(() -> {
              sleeper.cancelAndWait("enough");
              world.add("waited");
            });
    world.advance(Duration.ofMillis(1));
    assertThat(world.notes()).containsExactly("clean", "waited");
    assertThat(waiter.exception()).isNull();
  }

  void aRunningTaskSeesCancellationOnceForEachTimeAndIsDoneAfterItCleanedUp() {
    Pending<Void> task =
        caller.callSoon(() -> {
          try {
            Caller.sleep(LONG);
          } catch (PendingCancelled first) {
            world.add(first.getMessage());
            Caller.sleep(LONG);
          }
        });
    world.settle();
    task.cancel("one");
    world.settle();
    assertThat(task.done()).isFalse();
    task.cancel("two");
    world.settle();
    assertThat(world.notes()).containsExactly("one");
    assertThatThrownBy(task::result).hasMessage("one\ntwo");
  }

  void aTaskCancelledBeforeItBeganNeverRuns() {
    Caller manual = Caller.of(Modifier.MANUAL);
    Pending<Void> task = manual.callSoon(world.note("never"));
    task.cancel("early");
    assertThat(task.done()).isTrue();
    manual.stop();
    assertThat(world.notes()).isEmpty();
  }

  void whatFailsWhileACancelledTaskCleansUpIsNotLost() {
    Pending<Void> task =
        caller.callSoon(() -> {
          try {
            Caller.sleep(LONG);
          } finally {
            refuse();
          }
        });
    world.settle();
    task.cancel("stop");
    assertThatThrownBy(task::waitSync)
        .isInstanceOf(PendingCancelled.class)
        .hasMessage("stop")
        .hasRootCauseMessage("cannot close");
  }

  private static void refuse() {
    throw new IllegalStateException("cannot close");
  }
}
