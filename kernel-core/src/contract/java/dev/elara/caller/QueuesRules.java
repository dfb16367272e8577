package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;

import java.time.Duration;

/** Rules 31 to 33, and the first half of 34. */
final class QueuesRules extends InWorld {

  QueuesRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(QueuesRules::new)
        .add(
            31,
            "a queue runs its calls in order one at a time awaits included",
            QueuesRules::aQueueRunsItsCallsInOrderOneAtATimeAwaitsIncluded)
        .add(
            31,
            "queues of different functions do not wait for each other",
            QueuesRules::queuesOfDifferentFunctionsDoNotWaitForEachOther)
        .add(
            31,
            "an owner's queue runs whatever is called",
            QueuesRules::anOwnersQueueRunsWhateverIsCalled)
        .add(
            32,
            "what a call throws is reported and the queue goes on",
            QueuesRules::whatACallThrowsIsReportedAndTheQueueGoesOn)
        .add(
            32,
            "cancelling one call's inner work does not end the queue",
            QueuesRules::cancellingOneCallsInnerWorkDoesNotEndTheQueue)
        .add(
            33,
            "the queue's pending is found and is the current one in its calls",
            QueuesRules::theQueuesPendingIsFoundAndIsTheCurrentOneInItsCalls)
        .add(
            33,
            "closing a queue cancels it and forgets it",
            QueuesRules::closingAQueueCancelsItAndForgetsIt)
        .add(
            33,
            "the collection of the function ends its queue",
            QueuesRules::theCollectionOfTheFunctionEndsItsQueue)
        .add(
            34,
            "the first call's context serves them all",
            QueuesRules::theFirstCallsContextServesThemAll);
  }

  private static final ContextVar<String> NAME = new ContextVar<>("name");

  private final Caller caller = world.caller();
  private final Handler<String> handler =
      text -> {
        world.add("begin " + text);
        Caller.sleep(Duration.ofMillis(1));
        world.add("end " + text);
      };

  void aQueueRunsItsCallsInOrderOneAtATimeAwaitsIncluded() {
    caller.queueCall(handler, "a");
    caller.queueCall(handler, "b");
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("begin a", "end a", "begin b", "end b");
  }

  void queuesOfDifferentFunctionsDoNotWaitForEachOther() {
    Handler<String> other = text -> world.add(text);
    caller.queueCall(handler, "a");
    caller.queueCall(other, "b");
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("begin a", "b", "end a");
  }

  void anOwnersQueueRunsWhateverIsCalled() {
    Object owner = new Object();
    caller.queueCallFor(owner, () -> handler.handle("a"));
    caller.queueCallFor(owner, world.note("b"));
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("begin a", "end a", "b");
    assertThat(caller.queueGet(owner)).isNotNull();
  }

  void whatACallThrowsIsReportedAndTheQueueGoesOn() {
    Handler<String> failing =
        text -> {
          if (text.isEmpty()) {
            throw new IllegalStateException("empty");
          }
          world.add(text);
        };
    caller.queueCall(failing, "");
    caller.queueCall(failing, "next");
    world.settle();
    assertThat(world.notes()).containsExactly("next");
    assertThat(world.reported()).containsExactly("empty");
  }

  void cancellingOneCallsInnerWorkDoesNotEndTheQueue() {
    Pending<String> inner = new Pending<>();
    Handler<Pending<String>> waiting = pending -> world.add(pending.await());
    Pending<Void> queue = caller.queueCall(waiting, inner);
    world.settle();
    inner.cancel("not needed");
    Pending<String> second = new Pending<>();
    second.setResult("second");
    caller.queueCall(waiting, second);
    world.settle();
    assertThat(world.notes()).containsExactly("second");
    assertThat(queue.done()).isFalse();
  }

  void theQueuesPendingIsFoundAndIsTheCurrentOneInItsCalls() {
    Handler<Pending<Pending<?>>> self = pending -> pending.setResult(Caller.currentPending());
    assertThat(caller.queueGet(self)).isNull();
    Pending<Pending<?>> seen = new Pending<>();
    Pending<Void> queue = caller.queueCall(self, seen);
    assertThat(caller.queueGet(self)).isSameAs(queue);
    assertThat(seen.waitSync()).isSameAs(queue);
  }

  void closingAQueueCancelsItAndForgetsIt() {
    Pending<Void> queue = caller.queueCall(handler, "a");
    caller.queueCall(handler, "b");
    world.settle();
    caller.queueClose(handler);
    world.advance(Duration.ofMillis(5));
    assertThat(queue.cancelled()).isTrue();
    assertThat(queue.done()).isTrue();
    assertThat(world.notes()).containsExactly("begin a");
    assertThat(caller.queueGet(handler)).isNull();
    assertThat(world.reports()).isEmpty();
    assertThat(caller.queueCall(handler, "c")).isNotSameAs(queue);
  }

  void theCollectionOfTheFunctionEndsItsQueue() {
    Pending<Void> queue = queueOfAForgottenFunction();
    world.collectUntil(queue::cancelled);
    queue.awaitDone(AwaitOptions.DEFAULT);
    assertThat(queue.cancelled()).isTrue();
  }

  private Pending<Void> queueOfAForgottenFunction() {
    Object owner = new Object();
    Pending<Void> queue = caller.queueCallFor(owner, world.note("ran"));
    world.settle();
    return queue;
  }

  void theFirstCallsContextServesThemAll() {
    Handler<String> naming = text -> world.add(text + NAME.get());
    NAME.set("Ada");
    caller.queueCall(naming, "a ");
    NAME.set("Grace");
    caller.queueCall(naming, "b ");
    world.settle();
    assertThat(world.notes()).containsExactly("a Ada", "b Ada");
  }
}
