package dev.elara.caller.platform;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A parker on LockSupport. The permit is set before the thread is read, and the thread is set
 * before the permit is read, so no wake-up is lost.
 */
final class JvmParker implements Parker {

  private final AtomicBoolean permit = new AtomicBoolean();
  private volatile @Nullable Thread sleeper;

  @Override
  public void park() {
    if (permit.compareAndSet(true, false)) {
      return;
    }
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
  }

  @Override
  public boolean parkInterruptibly() {
    sleeper = Thread.currentThread();
    boolean permitted = permit.compareAndSet(true, false);
    while (!permitted && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
      permitted = permit.compareAndSet(true, false);
    }
    sleeper = null;
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
}
