package dev.elara.caller;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the owner of a {@link Lock} waits, with the lock unlocked, until another owner says that
 * something has changed. Made with {@link Lock#newCondition}.
 *
 * <p>Thread-safe, to be used by the lock's owner alone. Only {@code await} blocks; it returns and
 * throws with the lock taken again. Others may own it in between, so wait in a loop that asks for
 * what was waited for. A signal goes to the one who waits longest, never to one who has given up.
 */
public final class Condition {

  private final Lock lock;
  private final Line line; // guarded by the lock's guard

  Condition(Lock lock) {
    this.lock = lock;
    line = new Line(lock.guard);
  }

  /**
   * Unlocks, waits for a signal, and locks again as often as before.
   *
   * @throws IllegalStateException if the calling task or thread does not own the lock
   * @throws PendingCancelled if the waiter is cancelled or interrupted before it was signalled
   */
  public void await() {
    boolean _ = waitForSignal(null);
  }

  /**
   * The same for a limited time; taking the lock again may take longer.
   *
   * @return false if there was no signal in time
   * @throws IllegalStateException if the calling task or thread does not own the lock
   * @throws PendingCancelled if the waiter is cancelled or interrupted before it was signalled
   */
  public boolean await(Duration timeout) {
    return waitForSignal(timeout);
  }

  /**
   * Wakes the one who waits longest, if any. Never blocks.
   *
   * @throws IllegalStateException if the calling task or thread does not own the lock
   */
  public void signal() {
    Wait first;
    lock.guard.lock();
    try {
      lock.checkOwned("signal its conditions");
      first = line.poll();
    } finally {
      lock.guard.unlock();
    }
    Line.wake(first);
  }

  /**
   * Wakes all who wait, in the order they came. Never blocks.
   *
   * @throws IllegalStateException if the calling task or thread does not own the lock
   */
  public void signalAll() {
    List<Wait> all;
    lock.guard.lock();
    try {
      lock.checkOwned("signal its conditions");
      all = line.drain();
    } finally {
      lock.guard.unlock();
    }
    all.forEach(Wait::wake);
  }

  @Override
  public String toString() {
    return "Condition[waiting=" + waiting() + ", of " + lock + "]";
  }

  /** How many wait. */
  int waiting() {
    return line.waiting();
  }

  private boolean waitForSignal(@Nullable Duration timeout) {
    Wait wait = Line.newWait(timeout);
    int holds;
    Wait next;
    lock.guard.lock();
    try {
      lock.checkOwned("wait for its conditions");
      holds = lock.holds();
      line.join(wait);
      next = lock.handOn();
    } finally {
      lock.guard.unlock();
    }
    Line.wake(next);
    try {
      return line.await(wait, timeout);
    } finally {
      lock.takeBack(holds);
    }
  }
}
