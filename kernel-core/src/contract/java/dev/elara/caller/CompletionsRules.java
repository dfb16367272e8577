package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Rules 35 to 38. */
final class CompletionsRules extends InWorld {

  CompletionsRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(CompletionsRules::new)
        .add(
            35,
            "pendings come in order of completion",
            CompletionsRules::pendingsComeInOrderOfCompletion)
        .add(35, "a collection is watched whole", CompletionsRules::aCollectionIsWatchedWhole)
        .add(
            35,
            "an iterator is drawn on demand at most maxConcurrent unfinished",
            CompletionsRules::anIteratorIsDrawnOnDemandAtMostMaxConcurrentUnfinished)
        .add(
            35,
            "a generator is limited to the size of the idle pool unless told otherwise",
            CompletionsRules::aGeneratorIsLimitedToTheSizeOfTheIdlePoolUnlessToldOtherwise)
        .add(
            35,
            "an endless source of done pendings is drawn on demand too",
            CompletionsRules::anEndlessSourceOfDonePendingsIsDrawnOnDemandToo)
        .add(
            36,
            "leaving the iteration early cancels the unfinished and stops drawing",
            CompletionsRules::leavingTheIterationEarlyCancelsTheUnfinishedAndStopsDrawing)
        .add(
            36,
            "leaving the iteration early cancels nothing if told not to",
            CompletionsRules::leavingTheIterationEarlyCancelsNothingIfToldNotTo)
        .add(
            36,
            "a consumer that is cancelled cancels the unfinished",
            CompletionsRules::aConsumerThatIsCancelledCancelsTheUnfinished)
        .add(
            36,
            "an error in the generator reaches the consumer",
            CompletionsRules::anErrorInTheGeneratorReachesTheConsumer)
        .add(36, "empty input ends at once", CompletionsRules::emptyInputEndsAtOnce)
        .add(
            37,
            "going through pendings with the one it runs in is an error not a hang",
            CompletionsRules::waitingForThePendingOneRunsInIsAnErrorNotAHang)
        .add(
            38,
            "waitFor returns when the first is done",
            CompletionsRules::waitForReturnsWhenTheFirstIsDone)
        .add(
            38,
            "waitFor returns at the first exception",
            CompletionsRules::waitForReturnsAtTheFirstException)
        .add(
            38, "waitFor returns when all are done", CompletionsRules::waitForReturnsWhenAllAreDone)
        .add(
            38,
            "waitFor raises no timeout and cancels nothing",
            CompletionsRules::waitForRaisesNoTimeoutAndCancelsNothing)
        .add(
            38,
            "waitFor with no time to wait tells what is done",
            CompletionsRules::waitForWithNoTimeToWaitTellsWhatIsDone);
  }

  private final Caller caller = world.caller();
  private final Pending<String> first = new Pending<>();
  private final Pending<String> second = new Pending<>();
  private final Pending<String> third = new Pending<>();
  private final List<Pending<String>> all = List.of(first, second, third);

  private void noteEach(Completions<Pending<String>> completions) {
    try (completions) {
      completions.forEach(pending -> world.add(pending.result()));
    }
  }

  void pendingsComeInOrderOfCompletion() {
    Pending<Void> task = caller.callSoon(() -> noteEach(Caller.asCompleted(all)));
    world.settle();
    third.setResult("third");
    first.setResult("first");
    world.settle();
    assertThat(world.notes()).containsExactly("third", "first");
    second.setResult("second");
    world.settle();
    assertThat(world.notes()).containsExactly("third", "first", "second");
    assertThat(task.done()).isTrue();
    assertThat(task.exception()).isNull();
  }

  void aCollectionIsWatchedWhole() {
    List<Pending<Integer>> many = Stream.generate(Pending<Integer>::new).limit(100).toList();
    Pending<Integer> task =
        caller.callSoon(() -> {
          try (Completions<Pending<Integer>> completed = Caller.asCompleted(many)) {
            return completed.next().result();
          }
        });
    world.settle();
    many.get(99).setResult(99);
    assertThat(task.waitSync()).isEqualTo(99);
  }

  void anIteratorIsDrawnOnDemandAtMostMaxConcurrentUnfinished() {
    List<Pending<String>> drawn = new ArrayList<>();
    Iterator<Pending<String>> source = Stream.generate(() -> drawn(drawn)).limit(5).iterator();
    CompletionOptions two = CompletionOptions.DEFAULT.maxConcurrent(2);
    Pending<Void> task = caller.callSoon(() -> noteEach(Caller.asCompleted(source, two)));
    world.settle();
    assertThat(drawn).hasSize(2);
    drawn.get(1).setResult("1");
    world.settle();
    assertThat(drawn).hasSize(3);
    for (int i : List.of(0, 2, 3, 4)) {
      drawn.get(i).setResult("" + i);
      world.settle();
    }
    assertThat(world.notes()).containsExactly("1", "0", "2", "3", "4");
    assertThat(task.done()).isTrue();
  }

  void aGeneratorIsLimitedToTheSizeOfTheIdlePoolUnlessToldOtherwise() {
    List<Pending<String>> drawn = new ArrayList<>();
    Iterable<Pending<String>> endless = () -> Stream.generate(() -> drawn(drawn)).iterator();
    caller.callSoon(() -> noteEach(Caller.asCompleted(endless)));
    world.settle();
    assertThat(drawn).hasSize(Caller.MAX_IDLE_POOL_INSTANCES);
  }

  private static Pending<String> drawn(List<Pending<String>> drawn) {
    Pending<String> pending = new Pending<>();
    drawn.add(pending);
    return pending;
  }

  void anEndlessSourceOfDonePendingsIsDrawnOnDemandToo() {
    first.setResult("done");
    Iterator<Pending<String>> source = Stream.generate(() -> first).iterator();
    try (Completions<Pending<String>> completed =
        Caller.asCompleted(source, CompletionOptions.DEFAULT)) {
      for (int i = 0; i < 50; i++) {
        assertThat(completed.next()).isSameAs(first);
      }
    }
  }

  void leavingTheIterationEarlyCancelsTheUnfinishedAndStopsDrawing() {
    first.setResult("enough");
    Iterator<Pending<String>> source = all.iterator();
    CompletionOptions two = CompletionOptions.DEFAULT.maxConcurrent(2);
    Completions<Pending<String>> completed = Caller.asCompleted(source, two);
    assertThat(completed.next()).isSameAs(first);
    completed.close();
    assertThat(completed.hasNext()).isFalse();
    assertThat(second.cancelled()).isTrue();
    assertThat(second.exception()).hasMessageContaining("asCompleted");
  }

  void leavingTheIterationEarlyCancelsNothingIfToldNotTo() {
    first.setResult("enough");
    try (Completions<Pending<String>> completed =
        Caller.asCompleted(all, CompletionOptions.DEFAULT.keepingUnfinished())) {
      assertThat(completed.next()).isSameAs(first);
    }
    assertThat(second.cancelled()).isFalse();
    assertThat(third.cancelled()).isFalse();
  }

  void aConsumerThatIsCancelledCancelsTheUnfinished() {
    Pending<Void> task =
        caller.callSoon(() -> {
          for (Pending<String> pending : Caller.asCompleted(all)) {
            world.add(pending.result());
          }
        });
    world.settle();
    task.cancel("cell interrupted");
    world.settle();
    assertThat(task.done()).isTrue();
    assertThat(all).allMatch(Pending::cancelled);
  }

  void anErrorInTheGeneratorReachesTheConsumer() {
    Error broken = new AssertionError("broken generator");
    Iterator<Pending<String>> source =
        Stream.of(0, 1)
            .map(i -> {
              if (i == 1) {
                throw broken;
              }
              return first;
            })
            .iterator();
    Completions<Pending<String>> completed = Caller.asCompleted(source, CompletionOptions.DEFAULT);
    assertThatThrownBy(completed::next).isSameAs(broken);
    assertThat(first.cancelled()).isTrue();
  }

  void emptyInputEndsAtOnce() {
    assertThat(Caller.asCompleted(List.<Pending<String>>of()).hasNext()).isFalse();
    Iterator<Pending<String>> none = List.<Pending<String>>of().iterator();
    assertThat(Caller.asCompleted(none, CompletionOptions.DEFAULT).hasNext()).isFalse();
  }

  void waitingForThePendingOneRunsInIsAnErrorNotAHang() {
    Pending<Pending<?>> own = new Pending<>();
    Pending<Object> listed = caller.callSoon(() -> Caller.asCompleted(List.of(own.await())));
    Pending<Object> drawn = caller.callSoon(() -> drawSelf());
    Pending<Object> waited =
        caller.callSoon(() -> {
          Pending<?> self = Caller.currentPending();
          return Caller.waitFor(List.of(self), null, ReturnWhen.ALL_COMPLETED);
        });
    own.setResult(listed);
    for (Pending<Object> task : List.of(listed, drawn, waited)) {
      assertThatThrownBy(task::waitSync)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("would deadlock");
    }
  }

  private static Object drawSelf() {
    Iterator<Pending<?>> source = Stream.<Pending<?>>of(Caller.currentPending()).iterator();
    return Caller.asCompleted(source, CompletionOptions.DEFAULT).hasNext();
  }

  void waitForReturnsWhenTheFirstIsDone() {
    Pending<Waited<Pending<String>>> task = waiting(ReturnWhen.FIRST_COMPLETED, null);
    second.setResult("second");
    assertThat(task.waitSync().done()).containsExactly(second);
    assertThat(task.waitSync().pending()).containsExactly(first, third);
    assertThat(all).noneMatch(Pending::cancelled);
  }

  void waitForReturnsAtTheFirstException() {
    Pending<Waited<Pending<String>>> task = waiting(ReturnWhen.FIRST_EXCEPTION, null);
    second.setResult("second");
    world.settle();
    assertThat(task.done()).isFalse();
    third.setException(new IllegalStateException("third"));
    assertThat(task.waitSync().done()).containsExactly(second, third);
    assertThat(task.waitSync().pending()).containsExactly(first);
    assertThat(first.cancelled()).isFalse();
  }

  void waitForReturnsWhenAllAreDone() {
    Pending<Waited<Pending<String>>> task = waiting(ReturnWhen.ALL_COMPLETED, null);
    second.cancel("not needed");
    third.setException(new IllegalStateException("third"));
    world.settle();
    assertThat(task.done()).isFalse();
    first.setResult("first");
    assertThat(task.waitSync().done()).containsExactly(second, third, first);
    assertThat(task.waitSync().pending()).isEmpty();
  }

  void waitForRaisesNoTimeoutAndCancelsNothing() {
    Pending<Waited<Pending<String>>> task = waiting(ReturnWhen.ALL_COMPLETED, Duration.ofMillis(5));
    first.setResult("first");
    world.advance(Duration.ofMillis(4));
    assertThat(task.done()).isFalse();
    world.advance(Duration.ofMillis(1));
    assertThat(task.result().done()).containsExactly(first);
    assertThat(task.result().pending()).containsExactly(second, third);
    assertThat(all).noneMatch(Pending::cancelled);
  }

  void waitForWithNoTimeToWaitTellsWhatIsDone() {
    first.setResult("first");
    Waited<Pending<String>> now = Caller.waitFor(all, Duration.ZERO, ReturnWhen.ALL_COMPLETED);
    assertThat(now.done()).containsExactly(first);
    assertThat(now.pending()).containsExactly(second, third);
  }

  private Pending<Waited<Pending<String>>> waiting(ReturnWhen when, Duration timeout) {
    Pending<Waited<Pending<String>>> task =
        caller.callSoon(() -> Caller.waitFor(all, timeout, when));
    world.settle();
    return task;
  }
}
