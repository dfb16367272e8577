package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerBasicsTest {

  private final World world = new World();

  @AfterEach
  void leave() {
    world.close();
  }

  @Test
  void aResultTravelsToTheThreadThatWaits() {
    Pending<Integer> pending = world.caller().callSoon(() -> 42);
    assertThat(pending.waitSync()).isEqualTo(42);
  }

  @Test
  void tasksOfTwoCallersWaitForEachOther() {
    Caller a = world.caller("a");
    Caller b = world.caller("b");
    Pending<String> answer =
        a.callSoon(() -> {
          String inner = b.callSoon(() -> Caller.current().name()).await();
          return Caller.current().name() + " <- " + inner;
        });
    assertThat(answer.waitSync()).isEqualTo("a <- b");
  }

  @Test
  void tasksInterleaveOnlyWhereTheyWait() {
    Caller caller = world.caller();
    List<Pending<?>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int id = i;
      all.add(
          caller.callSoon(() -> {
            world.add("begin " + id);
            Caller.sleep(Duration.ofMillis(10));
            world.add("end " + id);
          }));
    }
    world.advance(Duration.ofMillis(10));
    assertThat(world.notes())
        .containsExactly("begin 0", "begin 1", "begin 2", "end 0", "end 1", "end 2");
    assertThat(all).allMatch(Pending::done);
  }

  @Test
  void aCallCancelledBeforeItIsDueNeverRuns() {
    Pending<Void> pending = world.caller().callLater(Duration.ofMillis(500), world.note("never"));
    assertThat(pending.cancel("cell interrupted")).isTrue();
    world.advance(Duration.ofSeconds(1));
    assertThat(world.notes()).isEmpty();
  }

  @Test
  void aCancelledTaskSeesItAtItsWaitAndCleansUpWithWaits() {
    Pending<Void> pending =
        world
            .caller()
            .callSoon(() -> {
              try {
                Caller.sleep(Duration.ofMinutes(1));
              } finally {
                Caller.sleep(Duration.ofMillis(5));
                world.add("cleaned up");
              }
            });
    world.settle();
    assertThat(pending.cancel("stop")).isTrue();
    world.settle();
    assertThat(pending.cancelled()).isTrue();
    assertThat(pending.done()).isFalse();
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("cleaned up");
    assertThatThrownBy(pending::waitSync).isInstanceOf(PendingCancelled.class).hasMessage("stop");
  }

  @Test
  void theMainThreadServesUntilTheCallerIsStopped() {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("Shell"));
    Thread me = Thread.currentThread();
    Pending<Thread> here = caller.callSoon(Thread::currentThread);
    caller.callSoon(() -> caller.stop(true));
    caller.serve();
    assertThat(here.result()).isSameAs(me);
    assertThat(caller.state()).isEqualTo(CallerState.STOPPED);
    assertThat(Caller.currentOrNull()).isNull();
  }

  @Test
  void aScopeRunsTheThreadAsATaskAndEndsWithTheCaller() throws Exception {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("Shell"));
    int answer = caller.run(() -> Caller.current().callSoon(() -> 20).await() + 22);
    assertThat(answer).isEqualTo(42);
    assertThat(caller.stopped().done()).isTrue();
  }

  @Test
  void aCallerGoesOnAfterAnAbandonedTask() {
    Caller caller = world.caller();
    var never = new java.util.concurrent.CountDownLatch(1);
    Pending<Void> stuck = caller.callSoon(() -> never.await());
    Pending<Integer> next = caller.callSoon(() -> 7);
    while (caller.scheduler.running() == null) {
      Thread.onSpinWait();
    }
    assertThat(caller.abandon(stuck, new IllegalStateException("stuck"))).isTrue();
    assertThat(next.waitSync()).isEqualTo(7);
    assertThatThrownBy(stuck::waitSync).hasMessage("stuck");
    never.countDown();
    world.settle();
    assertThat(caller.callSoon(() -> 8).waitSync()).isEqualTo(8);
  }

  @Test
  void aStoppedCallerHasStoppedItsChildrenFirst() {
    Caller caller = world.caller();
    Caller child = caller.get(CallerOptions.named("child"));
    Pending<Void> work = child.callSoon(() -> Caller.sleep(Duration.ofMinutes(1)));
    world.settle();
    caller.stop();
    caller.stopped().waitSync();
    assertThat(child.stopped().done()).isTrue();
    assertThat(work.cancelled()).isTrue();
    assertThat(caller.callSoon(() -> 1).cancelled()).isTrue();
  }

  @Test
  void aQueueRunsItsCallsInOrderWaitsIncluded() {
    Caller caller = world.caller();
    Handler<Integer> handler =
        i -> {
          world.add("begin " + i);
          Caller.sleep(Duration.ofMillis(1));
          world.add("end " + i);
        };
    caller.queueCall(handler, 1);
    caller.queueCall(handler, 2);
    world.advance(Duration.ofMillis(5));
    assertThat(world.notes()).containsExactly("begin 1", "end 1", "begin 2", "end 2");
  }

  @Test
  void aWorkerIsUsedAgain() {
    Caller caller = world.caller();
    Pending<Caller> first = caller.toThread(Caller::current);
    Caller worker = first.waitSync();
    assertThat(caller.toThread(Caller::current).waitSync()).isSameAs(worker);
  }
}
