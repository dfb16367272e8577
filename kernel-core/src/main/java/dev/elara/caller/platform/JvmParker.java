package dev.elara.caller.platform;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/*
 * To wake a thread takes 10 to 60 µs, on an idle core more than on a busy one, and what two threads
 * do in turns takes less than one. So whoever slept shortly the last time, which is two wake-ups and
 * what the other one did, looks out for the permit awake for longer than one wake-up takes, before
 * it sleeps.
 *
 *   - Both may be on one core: then the one that looks out keeps the other from what it looks out
 *     for. So it offers its core every few looks, which is quicker than to sleep. And as both want
 *     to run all the time, the system soon gives them a core each; two that sleep in turns it
 *     leaves on one.
 *   - Others may want the core: then it is away for longer than the other one needs, and whoever is
 *     woken from sleep is served sooner. That ends the look-out.
 *   - Whoever looked out in vain sleeps at once for some times, after each time in vain for twice as
 *     many.
 *   - A virtual thread that another one wakes sleeps at once: that costs less than a look-out, and
 *     the other one may need its carrier.
 */

/**
 * A parker on LockSupport. The permit is set before the thread is read, and the thread is set
 * before the permit is read, so no wake-up is lost.
 */
final class JvmParker implements Parker {

  /** The longest sleep that counts as short. */
  private static final long SHORT_NANOS = 200_000;

  /** How long to look out. */
  private static final long LOOK_OUT_NANOS = 100_000;

  /** Whose core was taken for so long had better sleep. */
  private static final long AWAY_NANOS = 50_000;

  private static final int LOOKS_BETWEEN_OFFERS = 8;
  private static final int FEWEST_SLEEPS = 16;
  private static final int MOST_SLEEPS = 16_384;
  private static final boolean MANY_CORES = Runtime.getRuntime().availableProcessors() > 1;

  private static final AtomicIntegerFieldUpdater<JvmParker> PERMIT =
      AtomicIntegerFieldUpdater.newUpdater(JvmParker.class, "permit");

  private volatile int permit; // 1 while there is one
  private volatile @Nullable Thread sleeper;
  private volatile boolean calledByVirtual; // who gave the last permit
  private int sleeps = 1; // the sleeper's own, like the next: short sleeps until it looks out
  private int sleepsAfterVain = FEWEST_SLEEPS;

  @Override
  public void park() {
    if (permitted()) {
      return;
    }
    long start = System.nanoTime();
    boolean interrupted = false;
    sleeper = Thread.currentThread();
    while (!PERMIT.compareAndSet(this, 1, 0)) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    sleeper = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rememberSleep(start);
  }

  @Override
  public boolean parkInterruptibly() {
    Thread me = Thread.currentThread();
    if (!me.isInterrupted() && permitted()) {
      return true;
    }
    long start = System.nanoTime();
    sleeper = me;
    boolean permitted = PERMIT.compareAndSet(this, 1, 0);
    while (!permitted && !me.isInterrupted()) {
      LockSupport.park(this);
      permitted = PERMIT.compareAndSet(this, 1, 0);
    }
    sleeper = null;
    rememberSleep(start);
    return permitted;
  }

  @Override
  public void unpark() {
    calledByVirtual = Thread.currentThread().isVirtual();
    permit = 1;
    Thread thread = sleeper;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Takes the permit if it is there, or comes within a look-out. */
  private boolean permitted() {
    if (sleeps == 0) {
      lookOut();
    }
    boolean permitted = permit != 0;
    if (permitted) {
      permit = 0;
    }
    return permitted;
  }

  /** Looks for the permit for a short time; remembers if that was in vain. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing is relied on: it looks again
  private void lookOut() {
    long start = System.nanoTime();
    long now = start;
    long before;
    do {
      for (int i = 0; i < LOOKS_BETWEEN_OFFERS; i++) {
        if (permit != 0) {
          sleepsAfterVain = FEWEST_SLEEPS;
          return;
        }
        Thread.onSpinWait();
      }
      Thread.yield();
      before = now;
      now = System.nanoTime();
    } while (now - start < LOOK_OUT_NANOS && now - before < AWAY_NANOS);
    sleeps = sleepsAfterVain;
    sleepsAfterVain = Math.min(2 * sleepsAfterVain, MOST_SLEEPS);
  }

  /** The sleep that began then is over. */
  private void rememberSleep(long start) {
    boolean wasShort = System.nanoTime() - start < SHORT_NANOS;
    boolean amongVirtual = calledByVirtual && Thread.currentThread().isVirtual();
    if (!wasShort || !MANY_CORES || amongVirtual) {
      sleeps = Math.max(sleeps, 1);
    } else if (sleeps > 0) {
      sleeps--;
    }
  }
}
