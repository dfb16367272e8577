package dev.elara.stress;

import dev.elara.caller.Caller;
import dev.elara.caller.Pending;
import dev.elara.caller.PendingGroup;
import dev.elara.caller.platform.Backend;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Sends tasks to callers as long as there is room, and keeps count of what becomes of them. */
final class Sender {

  private final List<Caller> callers;
  private final int window;
  private final Semaphore room;
  private final SplittableRandom random;
  private final long[] numbers; // by caller, the next task's; the sending thread's own
  private final AtomicLongArray latest; // by caller, the last that began
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong cancelled = new AtomicLong();
  private final AtomicLong ran = new AtomicLong();
  private final AtomicLong outOfOrder = new AtomicLong();
  private long sent; // the sending thread's own, like the next
  private long most;

  Sender(int seed, List<Caller> callers, int window) {
    this.callers = callers;
    this.window = window;
    room = new Semaphore(window);
    random = new SplittableRandom(seed);
    numbers = new long[callers.size()];
    latest = new AtomicLongArray(callers.size());
  }

  long sent() {
    return sent;
  }

  long ended() {
    return ended.get();
  }

  long cancelled() {
    return cancelled.get();
  }

  long ran() {
    return ran.get();
  }

  long outOfOrder() {
    return outOfOrder.get();
  }

  /** How many of its tasks were in flight at once. */
  long most() {
    return most;
  }

  /** Sends until then, on the clock of {@link System#nanoTime}, and waits for all to end. */
  void sendUntil(long nanos) {
    while (System.nanoTime() < nanos) {
      room.acquireUninterruptibly();
      send();
      most = Math.max(most, sent - ended.get());
    }
    room.acquireUninterruptibly(window);
    room.release(window);
  }

  private void send() {
    int to = random.nextInt(callers.size());
    int kind = random.nextInt(64);
    long number = ++numbers[to];
    Caller other = callers.get(random.nextInt(callers.size()));
    sent++;
    Pending<Long> pending = callers.get(to).callSoon(() -> work(to, number, kind, other));
    pending.addDoneCallback(this::ended);
    if (random.nextInt(32) == 0) {
      boolean _ = pending.cancel("soak");
    }
  }

  private void ended(Pending<Long> pending) {
    if (pending.cancelled()) {
      cancelled.incrementAndGet();
    }
    ended.incrementAndGet();
    room.release();
  }

  private long work(int to, long number, int kind, Caller other) throws Exception {
    ran.incrementAndGet();
    if (latest.getAndSet(to, number) >= number) {
      outOfOrder.incrementAndGet();
    }
    if (kind == 0) {
      return Caller.current().toThread(() -> number).await();
    }
    if (Caller.current().backend() == Backend.PLATFORM) {
      return number; // a waiting task costs a thread there, so few of them wait
    }
    switch (kind % 8) {
      case 1 -> Caller.checkpoint();
      case 2 -> {
        return other.callSoon(() -> number).await();
      }
      case 3 -> {
        Pending<Long> first = other.callSoon(() -> number);
        new PendingGroup().run(() -> first.await() + other.callSoon(() -> 1).await());
      }
      case 4 -> other.callLater(Duration.ofMillis(1), () -> number).await();
      default -> Caller.sleep(Duration.ofMillis(kind));
    }
    return number;
  }
}
