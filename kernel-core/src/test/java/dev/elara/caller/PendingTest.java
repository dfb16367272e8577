package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 37 and 39 to 47. */
class PendingTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final World world = new World();
  private final Caller caller = world.caller();
  private final Pending<String> pending = new Pending<>();

  @AfterEach
  void leave() {
    world.close();
  }

  @Test
  void waitingForThePendingOneRunsInIsAnErrorNotAHang() {
    Pending<Pending<?>> own = new Pending<>();
    Pending<Object> task = caller.callSoon(() -> own.await().await());
    own.setResult(task);
    assertThatThrownBy(task::waitSync)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would deadlock");
  }

  @Test
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

  @Test
  void waitingWithoutTheResultThrowsNothingOfIt() {
    pending.setException(new IllegalStateException("not mine"));
    pending.awaitDone(AwaitOptions.DEFAULT);
    assertThat(pending.done()).isTrue();
  }

  @Test
  void aWaitThatTimesOutCancelsThePending() {
    Pending<String> task = caller.callSoon(() -> pending.await(Duration.ofMillis(5)));
    world.advance(Duration.ofMillis(5));
    assertThatThrownBy(task::waitSync)
        .isInstanceOf(PendingTimeout.class)
        .hasMessageContaining("5 ms");
    assertThat(pending.cancelled()).isTrue();
  }

  @Test
  void aProtectingWaitThatTimesOutLetsThePendingGoOn() {
    AwaitOptions options = AwaitOptions.DEFAULT.timeout(Duration.ofMillis(5)).protecting();
    Pending<String> task = caller.callSoon(() -> pending.await(options));
    world.advance(Duration.ofMillis(5));
    assertThat(task.exception()).isInstanceOf(PendingTimeout.class);
    assertThat(pending.cancelled()).isFalse();
    assertThat(pending.setResult("late")).isTrue();
  }

  @Test
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

  @Test
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

  @Test
  void waitSyncOnTheCallersOwnStrandIsAnErrorNotADeadlock() {
    Pending<String> task = caller.callSoon(() -> caller.callSoon(() -> "never in time").waitSync());
    assertThatThrownBy(task::waitSync)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Use await()");
  }

  @Test
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

  @Test
  void theFirstOutcomeWinsAndLaterOnesChangeNothing() {
    assertThat(pending.setResult("first")).isTrue();
    assertThat(pending.setResult("second")).isFalse();
    assertThat(pending.setException(new IllegalStateException())).isFalse();
    assertThat(pending.cancel("late")).isFalse();
    assertThat(pending.result()).isEqualTo("first");
    assertThat(pending.cancelled()).isFalse();
    Pending<String> cancelled = new Pending<>();
    cancelled.cancel("first");
    assertThat(cancelled.setResult("second")).isFalse();
    assertThat(cancelled.cancel("third")).isTrue();
    assertThatThrownBy(cancelled::result).hasMessage("first");
  }

  @Test
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

  @Test
  void withoutACancellerACancelledPendingIsDoneAtOnce() {
    assertThat(pending.cancel(null)).isTrue();
    assertThat(pending.done()).isTrue();
  }

  @Test
  void aCancellerSetTooLateIsCalledAtOnce() {
    Pending<String> late = new Pending<>();
    late.setCanceller(why -> {});
    late.cancel("early");
    late.setCanceller(why -> world.add(why));
    assertThat(world.notes()).containsExactly("early");
  }

  @Test
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

  @Test
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

  @Test
  void aTaskCancelledBeforeItBeganNeverRuns() {
    Caller manual = Caller.of(Modifier.MANUAL);
    Pending<Void> task = manual.callSoon(world.note("never"));
    task.cancel("early");
    assertThat(task.done()).isTrue();
    manual.stop();
    assertThat(world.notes()).isEmpty();
  }

  @Test
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

  @Test
  void callbacksRunFirstInFirstOutAndOneThatThrowsDoesNotKeepTheOthersFromRunning() {
    pending.addDoneCallback(done -> world.add("1 " + done.result()));
    pending.addDoneCallback(done -> refuse());
    pending.addDoneCallback(done -> world.add("2 " + Thread.currentThread().getName()));
    String me = Thread.currentThread().getName();
    pending.setResult("x");
    pending.addDoneCallback(done -> world.add("late"));
    assertThat(world.notes()).containsExactly("1 x", "2 " + me, "late");
    assertThat(world.reports()).singleElement().extracting("message").isEqualTo("cannot close");
  }

  @Test
  void removingACallbackSaysHowManyItRemoved() {
    Consumer<Pending<String>> callback = done -> world.add("called");
    pending.addDoneCallback(callback);
    pending.addDoneCallback(callback);
    pending.addDoneCallback(done -> world.add("other"));
    assertThat(pending.removeDoneCallback(callback)).isEqualTo(2);
    assertThat(pending.removeDoneCallback(callback)).isZero();
    pending.setResult("x");
    assertThat(world.notes()).containsExactly("other");
  }

  @Test
  void theOutcomeOfAnUnfinishedPendingIsAnError() {
    assertThatThrownBy(pending::result).isInstanceOf(PendingNotDone.class);
    assertThatThrownBy(pending::exception)
        .isInstanceOf(PendingNotDone.class)
        .hasMessageContaining("await()");
  }

  @Test
  void itsTextShowsStateAndMetadataCutShort() {
    Pending<String> known = new Pending<>(Map.of("cell", "x".repeat(1000)));
    assertThat(known.toString()).startsWith("Pending[open cell=xxx").endsWith("…]");
    assertThat(known.toString().length()).isLessThan(100);
    known.setResult("r");
    assertThat(known.toString()).startsWith("Pending[done");
  }

  @Test
  void aProtectedPendingIgnoresCancel() {
    Pending<String> safe = Pending.uncancellable(Map.of());
    assertThat(safe.cancel("no")).isFalse();
    assertThat(safe.cancelled()).isFalse();
    assertThat(safe.setResult("yes")).isTrue();
    assertThat(safe.result()).isEqualTo("yes");
  }

  @Test
  void anInterruptedPlainThreadStopsWaiting() throws InterruptedException {
    Pending<Throwable> seen = new Pending<>();
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              try {
                pending.await();
              } catch (PendingCancelled cancelled) {
                seen.setResult(cancelled);
              }
            });
    waiter.interrupt();
    assertThat(seen.waitSync()).hasMessageContaining("interrupted");
    waiter.join();
    assertThat(pending.cancelled()).isTrue();
  }

  @Test
  void anInterruptDoesNotEndTheWaitOfATask() {
    Pending<Thread> thread = new Pending<>();
    Pending<String> task =
        caller.callSoon(() -> {
          thread.setResult(Thread.currentThread());
          return pending.await() + Thread.interrupted();
        });
    thread.waitSync().interrupt();
    world.settle();
    assertThat(task.done()).isFalse();
    pending.setResult("kept ");
    assertThat(task.waitSync()).isEqualTo("kept true");
  }
}
