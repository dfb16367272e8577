package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.platform.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 54 and 55 on the real platform: tasks of several callers, plain threads, cancellations. */
class PrimitivesRaceTest {

  private static final int TURNS = 300;
  private static final Duration SHORT = Duration.ofNanos(20_000);

  private final List<Caller> callers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Pending<?>> tasks = new ArrayList<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    callers.forEach(caller -> caller.stop(true));
    callers.forEach(caller -> caller.stopped().waitSync());
  }

  /** Runs it often in twelve tasks of three callers and in four plain threads. */
  private void everywhere(Action action) {
    for (int c = 0; c < 3; c++) {
      CallerOptions options =
          CallerOptions.named("race " + c).backend(c == 0 ? Backend.PLATFORM : Backend.VIRTUAL);
      Caller caller = Caller.of(Modifier.NEW_THREAD, options);
      callers.add(caller);
      for (int t = 0; t < 4; t++) {
        tasks.add(caller.callSoon(() -> often(action)));
      }
    }
    for (int t = 0; t < 4; t++) {
      threads.add(Thread.ofPlatform().start(() -> often(action)));
    }
  }

  private void often(Action action) {
    for (int i = 0; i < TURNS; i++) {
      try {
        action.run();
      } catch (PendingCancelled expected) {
        // cancelled tasks go on: what counts is that they own nothing
      } catch (Throwable thrown) {
        failures.add(thrown);
      }
    }
  }

  /** Cancels tasks again and again until all have ended; each goes on after each cancellation. */
  private void cancelUntilDone() throws InterruptedException {
    for (boolean open = true; open; ) {
      open = false;
      for (Pending<?> task : tasks) {
        open |= !task.done();
        task.cancel("race");
        Thread.onSpinWait();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aLockHasOneOwnerAtATimeWhoeverIsCancelledOrTimesOut() throws InterruptedException {
    Lock lock = new Lock();
    AtomicInteger inside = new AtomicInteger();
    everywhere(() -> {
      boolean owned = lock.tryLock(SHORT);
      if (!owned) {
        lock.lock();
      }
      try {
        assertThat(inside.incrementAndGet()).isEqualTo(1);
        Caller.checkpoint();
      } finally {
        inside.decrementAndGet();
        lock.unlock();
      }
    });
    cancelUntilDone();
    assertThat(lock).hasToString("Lock[free, waiting=0]");
  }

  @Test
  void noPermitIsLostOrMadeWhoeverIsCancelledOrTimesOut() throws InterruptedException {
    Semaphore semaphore = new Semaphore(2);
    AtomicInteger inside = new AtomicInteger();
    everywhere(() -> {
      if (!semaphore.tryAcquire(SHORT)) {
        semaphore.acquire();
      }
      try {
        assertThat(inside.incrementAndGet()).isLessThanOrEqualTo(2);
        Caller.checkpoint();
      } finally {
        inside.decrementAndGet();
        semaphore.release();
      }
    });
    cancelUntilDone();
    assertThat(semaphore).hasToString("Semaphore[available=2, waiting=0]");
  }

  @Test
  void everyItemSentIsReceivedOnceWhoeverIsCancelledOrTimesOut() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(3);
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger sum = new AtomicInteger();
    AtomicInteger received = new AtomicInteger();
    AtomicInteger turn = new AtomicInteger();
    everywhere(() -> {
      int id = turn.incrementAndGet();
      if (channel.send(id, SHORT)) {
        sent.incrementAndGet();
        sum.addAndGet(id);
      }
      Integer item = channel.receive(SHORT);
      if (item != null) {
        received.incrementAndGet();
        sum.addAndGet(-item);
      }
    });
    cancelUntilDone();
    for (Integer item = channel.tryReceive(); item != null; item = channel.tryReceive()) {
      received.incrementAndGet();
      sum.addAndGet(-item);
    }
    assertThat(sent.get()).isPositive();
    assertThat(received).hasValue(sent.get());
    assertThat(sum).hasValue(0);
    assertThat(channel.waiting()).isZero();
  }

  @Test
  void noSignalIsLostBetweenProducersAndConsumersOnAllKindsOfStrands() throws InterruptedException {
    Lock lock = new Lock();
    Condition changed = lock.newCondition();
    AtomicInteger stock = new AtomicInteger(); // guarded by lock
    AtomicInteger turn = new AtomicInteger();
    int total = 16 * TURNS;
    everywhere(() -> {
      boolean produces = turn.getAndIncrement() % 2 == 0;
      lock.lock();
      try {
        if (produces) {
          stock.incrementAndGet();
          changed.signal();
          return;
        }
        while (stock.get() == 0) {
          changed.await();
        }
        stock.decrementAndGet();
      } finally {
        lock.unlock();
      }
    });
    for (Pending<?> task : tasks) {
      task.waitSync();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    assertThat(turn).hasValue(total);
    assertThat(stock).hasValue(0);
  }
}
