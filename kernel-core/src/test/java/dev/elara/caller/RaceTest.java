package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.platform.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rules 26 and 48, on the real platform with real contention. */
class RaceTest {

  private static final int THREADS = 16;

  @Test
  void fromAnyNumberOfThreadsNothingIsLostNothingRunsTwiceAndEachThreadsOrderIsKept()
      throws Exception {
    int each = 2000;
    Caller caller = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("race"));
    List<List<Integer>> seen = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      List<Integer> mine = new ArrayList<>(); // only the caller's tasks write to it
      seen.add(mine);
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < each; i++) {
                  int value = i;
                  caller.callSoon(() -> mine.add(value));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    caller.callSoon(() -> 0).waitSync();
    for (List<Integer> mine : seen) {
      assertThat(mine).hasSize(each).isSorted();
    }
    caller.stop();
    caller.stopped().waitSync();
  }

  @Test
  void everyWaiterWakesExactlyOnceWhateverWinsTheRace() throws Exception {
    for (int round = 0; round < 20; round++) {
      wakeAll(round % 2 == 0 ? Backend.VIRTUAL : Backend.PLATFORM, round % 2 == 0 ? 2000 : 20);
    }
  }

  @Test
  void aHundredThousandWaitersOfOnePendingWakeExactlyOnce() throws Exception {
    wakeAll(Backend.VIRTUAL, 100_000 / 4);
  }

  /** Four callers with that many waiters each; sixteen threads race to end one pending. */
  private static void wakeAll(Backend backend, int waitersEach) throws Exception {
    Pending<Integer> pending = new Pending<>();
    AtomicInteger woken = new AtomicInteger();
    List<Caller> callers = new ArrayList<>();
    List<Pending<Integer>> tasks = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      Caller caller =
          Caller.of(Modifier.NEW_THREAD, CallerOptions.named("race " + c).backend(backend));
      callers.add(caller);
      for (int w = 0; w < waitersEach; w++) {
        tasks.add(
            caller.callSoon(() -> {
              pending.awaitDone(AwaitOptions.DEFAULT.protecting());
              return woken.incrementAndGet();
            }));
      }
    }
    race(pending);
    for (Pending<Integer> task : tasks) {
      task.waitSync();
    }
    assertThat(woken).hasValue(4 * waitersEach);
    for (Caller caller : callers) {
      caller.stop();
      caller.stopped().waitSync();
    }
  }

  private static void race(Pending<Integer> pending) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger wins = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int id = t;
      threads.add(Thread.ofPlatform().start(() -> act(pending, go, wins, id)));
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(pending.done()).isTrue();
    assertThat(wins.get()).isEqualTo(pending.cancelled() ? 0 : 1);
  }

  private static void act(Pending<Integer> pending, CountDownLatch go, AtomicInteger wins, int id) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = ThreadLocalRandom.current().nextInt(1000); i > 0; i--) {
      Thread.onSpinWait();
    }
    boolean won =
        switch (id % 4) {
          case 0 -> pending.setResult(id);
          case 1 -> pending.setException(new IllegalStateException("race"));
          case 2 -> {
            pending.cancel("race");
            yield false;
          }
          default -> {
            pending.awaitDone(AwaitOptions.DEFAULT.protecting());
            yield false;
          }
        };
    if (won) {
      wins.incrementAndGet();
    }
  }
}
