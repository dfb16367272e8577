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
 * before it sleeps; and whoever did so in vain sleeps at once the next time. A virtual thread
 * always sleeps at once: that costs it little, and whom it waits for may need its carrier.
 */
final class JvmParker implements Parker {

  /** What counts as short, and how long to look out: about what waking a thread takes. */
  private static final long SHORT_NANOS = 30_000;

  private static final int LOOKS_BETWEEN_CLOCKS = 32;
  private static final boolean MANY_CORES = Runtime.getRuntime().availableProcessors() > 1;

  private final AtomicBoolean permit = new AtomicBoolean();
  private volatile @Nullable Thread sleeper;
  private boolean spins; // the sleeper's own, like the next
  private boolean inVain;

  @Override
  public void park() {
    if (spins) {
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
    if (spins && !Thread.currentThread().isInterrupted()) {
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
          return;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < SHORT_NANOS);
    spins = false;
    inVain = true;
  }

  /** The sleep that began then is over. */
  private void rememberSleep(long start) {
    boolean wasShort = System.nanoTime() - start < SHORT_NANOS;
    spins = MANY_CORES && wasShort && !inVain && !Thread.currentThread().isVirtual();
    inVain = false;
  }
}
