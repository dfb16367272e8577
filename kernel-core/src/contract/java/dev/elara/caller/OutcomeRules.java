package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Rules 42 and 45 to 48. */
final class OutcomeRules extends InWorld {

  OutcomeRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(OutcomeRules::new)
        .add(
            42,
            "the first outcome wins and later ones change nothing",
            OutcomeRules::theFirstOutcomeWinsAndLaterOnesChangeNothing)
        .add(
            45,
            "callbacks run first in first out and one that throws does not keep the others from running",
            OutcomeRules
                ::callbacksRunFirstInFirstOutAndOneThatThrowsDoesNotKeepTheOthersFromRunning)
        .add(
            45,
            "removing a callback says how many it removed",
            OutcomeRules::removingACallbackSaysHowManyItRemoved)
        .add(
            46,
            "the outcome of an unfinished pending is an error",
            OutcomeRules::theOutcomeOfAnUnfinishedPendingIsAnError)
        .add(
            46,
            "its text shows state and metadata cut short",
            OutcomeRules::itsTextShowsStateAndMetadataCutShort)
        .add(
            46,
            "metadata is kept: the function, its caller and what the user gave",
            OutcomeRules::metadataIsKept)
        .add(47, "a protected pending ignores cancel", OutcomeRules::aProtectedPendingIgnoresCancel)
        .add(
            48,
            "every waiter wakes exactly once whatever ends the pending first",
            OutcomeRules::everyWaiterWakesExactlyOnceWhateverEndsThePendingFirst);
  }

  private final Caller caller = world.caller();
  private final Pending<String> pending = new Pending<>();

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

  void callbacksRunFirstInFirstOutAndOneThatThrowsDoesNotKeepTheOthersFromRunning() {
    pending.addDoneCallback(done -> world.add("1 " + done.result()));
    pending.addDoneCallback(done -> {
      throw new IllegalStateException("cannot close");
    });
    pending.addDoneCallback(done -> world.add("2 " + Thread.currentThread().getName()));
    String me = Thread.currentThread().getName();
    pending.setResult("x");
    pending.addDoneCallback(done -> world.add("late"));
    assertThat(world.notes()).containsExactly("1 x", "2 " + me, "late");
    assertThat(world.reported()).containsExactly("cannot close");
  }

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

  void theOutcomeOfAnUnfinishedPendingIsAnError() {
    assertThatThrownBy(pending::result).isInstanceOf(PendingNotDone.class);
    assertThatThrownBy(pending::exception)
        .isInstanceOf(PendingNotDone.class)
        .hasMessageContaining("await()");
  }

  void metadataIsKept() {
    Work<Integer> work = () -> 1;
    CallRequest<Integer> request = CallRequest.of(work).metadata(Map.of("cell", 3));
    Pending<Integer> known = caller.scheduleCall(request);
    known.waitSync();
    assertThat(known.metadata())
        .containsEntry("func", work)
        .containsEntry("caller", caller)
        .containsEntry("cell", 3);
  }

  void itsTextShowsStateAndMetadataCutShort() {
    Pending<String> known = new Pending<>(Map.of("cell", "x".repeat(1000)));
    assertThat(known.toString()).startsWith("Pending[open cell=xxx").endsWith("…]");
    assertThat(known.toString().length()).isLessThan(100);
    known.setResult("r");
    assertThat(known.toString()).startsWith("Pending[done");
  }

  void everyWaiterWakesExactlyOnceWhateverEndsThePendingFirst() {
    int waiters = 1000;
    AtomicInteger woken = new AtomicInteger();
    List<Pending<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < waiters; i++) {
      tasks.add(
          caller.callSoon(() -> {
            pending.awaitDone(AwaitOptions.DEFAULT.protecting());
            return woken.incrementAndGet();
          }));
    }
    world.settle();
    List<Pending<Void>> threads = new ArrayList<>();
    for (int t = 0; t < 16; t++) {
      int id = t;
      threads.add(world.thread(() -> end(pending, id)));
    }
    threads.forEach(Pending::waitSync);
    tasks.forEach(Pending::waitSync);
    assertThat(woken.get()).isEqualTo(waiters);
  }

  void aProtectedPendingIgnoresCancel() {
    Pending<String> safe = Pending.uncancellable(Map.of());
    assertThat(safe.cancel("no")).isFalse();
    assertThat(safe.cancelled()).isFalse();
    assertThat(safe.setResult("yes")).isTrue();
    assertThat(safe.result()).isEqualTo("yes");
  }

  private static void end(Pending<String> pending, int id) {
    switch (id % 4) {
      case 0 -> pending.setResult("result");
      case 1 -> pending.setException(new IllegalStateException("race"));
      case 2 -> pending.cancel("race");
      default -> pending.awaitDone(AwaitOptions.DEFAULT.protecting());
    }
  }
}
