package dev.elara.caller.platform;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A parker on LockSupport. The permit is set before the thread is read, and the thread is set
 * before the permit is read, so no wake-up is lost.
 *
 * <p>Two threads that take turns need less time for what they do than the system needs to wake one
 * of them. So whoever slept shortly the last time looks out for the permit awake for that long
 * before it sleeps. Whoever did so in vain sleeps at once for some times, each time for more: on a
 * busy machine it holds the very core that the other one needs. A virtual thread always sleeps at
 * once: that costs it little, and whom it waits for may need its carrier.
 */
final class JvmParker implements Parker {

  /** What counts as short, and how long to look out: about what waking a thread takes. */
  private static final long SHORT_NANOS = 30_000;

  private static final int LOOKS_BETWEEN_CLOCKS = 32;
  private static final int FEWEST_SLEEPS = 16;
  private static final int MOST_SLEEPS = 16_384;
  private static final boolean MANY_CORES = Runtime.getRuntime().availableProcessors() > 1;

  private final AtomicBoolean permit = new AtomicBoolean();
  private volatile @Nullable Thread sleeper;
  private int sleeps = 1; // the sleeper's own, like the next: short sleeps until it looks out
  private int sleepsAfterVain = FEWEST_SLEEPS;

  @Override
  public void park() {
    if (sleeps == 0) {
      lookOut();
    }
    if (permit.get()) {
      permit.set(false);
      return;
    }
    long start = System.nanoTime();
    boolean interrupted = false;
    sleeper = Thread.currentThread();
    while (!permit.compareAndSet(true, false)) {
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
    if (sleeps == 0 && !Thread.currentThread().isInterrupted()) {
      lookOut();
    }
    long start = System.nanoTime();
    sleeper = Thread.currentThread();
    boolean permitted = permit.compareAndSet(true, false);
    while (!permitted && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
      permitted = permit.compareAndSet(true, false);
    }
    sleeper = null;
    rememberSleep(start);
    return permitted;
  }

  @Override
  public void unpark() {
    permit.set(true);
    Thread thread = sleeper;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Looks for the permit for a short time; remembers if that was in vain. */
  private void lookOut() {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < LOOKS_BETWEEN_CLOCKS; i++) {
        if (permit.get()) {
          sleepsAfterVain = FEWEST_SLEEPS;
          return;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < SHORT_NANOS);
    sleeps = sleepsAfterVain;
    sleepsAfterVain = Math.min(2 * sleepsAfterVain, MOST_SLEEPS);
  }

  /** The sleep that began then is over. */
  private void rememberSleep(long start) {
    boolean wasShort = System.nanoTime() - start < SHORT_NANOS;
    if (!wasShort || !MANY_CORES || Thread.currentThread().isVirtual()) {
      sleeps = Math.max(sleeps, 1);
    } else if (sleeps > 0) {
      sleeps--;
    }
  }
}
