package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 31 to 33, and the first half of 34. */
class QueuesTest {

  private static final ContextVar<String> NAME = new ContextVar<>("name");

  private final World world = new World();
  private final Caller caller = world.caller();
  private final Handler<String> handler =
      text -> {
        world.add("begin " + text);
        Caller.sleep(Duration.ofMillis(1));
        world.add("end " + text);
      };

  @AfterEach
  void leave() {
    NAME.set(null);
    world.close();
  }

  @Test
  void aQueueRunsItsCallsInOrderOneAtATimeAwaitsIncluded() {
    caller.queueCall(handler, "a");
    caller.queueCall(handler, "b");
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("begin a", "end a", "begin b", "end b");
  }

  @Test
  void queuesOfDifferentFunctionsDoNotWaitForEachOther() {
    Handler<String> other = text -> world.add(text);
    caller.queueCall(handler, "a");
    caller.queueCall(other, "b");
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("begin a", "b", "end a");
  }

  @Test
  void anOwnersQueueRunsWhateverIsCalled() {
    Object owner = new Object();
    caller.queueCallFor(owner, () -> handler.handle("a"));
    caller.queueCallFor(owner, world.note("b"));
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("begin a", "end a", "b");
    assertThat(caller.queueGet(owner)).isNotNull();
  }

  @Test
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
    assertThat(world.reports()).singleElement().extracting("message").isEqualTo("empty");
  }

  @Test
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

  @Test
  void theQueuesPendingIsFoundAndIsTheCurrentOneInItsCalls() {
    Handler<Pending<Pending<?>>> self = pending -> pending.setResult(Caller.currentPending());
    assertThat(caller.queueGet(self)).isNull();
    Pending<Pending<?>> seen = new Pending<>();
    Pending<Void> queue = caller.queueCall(self, seen);
    assertThat(caller.queueGet(self)).isSameAs(queue);
    assertThat(seen.waitSync()).isSameAs(queue);
  }

  @Test
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

  @Test
  void theCollectionOfTheFunctionEndsItsQueue() {
    Pending<Void> queue = queueOfAForgottenFunction();
    WeakReference<Object> reference = lastOwner;
    collect(reference);
    assertThat(reference.get()).isNull();
    queue.awaitDone(AwaitOptions.DEFAULT);
    assertThat(queue.cancelled()).isTrue();
  }

  private WeakReference<Object> lastOwner = new WeakReference<>(null);

  private Pending<Void> queueOfAForgottenFunction() {
    Object owner = new Object();
    Pending<Void> queue = caller.queueCallFor(owner, world.note("ran"));
    world.settle();
    lastOwner = new WeakReference<>(owner);
    return queue;
  }

  @SuppressWarnings("SystemGc") // the only way to ask
  private static void collect(WeakReference<?> reference) {
    for (int i = 0; i < 200 && reference.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }
  }

  @Test
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
