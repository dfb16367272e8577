package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one task or plain thread at a time, which may lock it again and unlocks it as often; the
 * others wait, first come, first served.
 *
 * <p>Thread-safe. Only {@code lock} and {@code tryLock} with a timeout block: a task lets its
 * caller go on with others, a plain thread stands still. Whoever waits and is cancelled, or whose
 * time is over, does not own it. It belongs to the task, not to the thread, and stays locked while
 * its owner waits for something else.
 *
 * <pre>{@code
 * lock.lock();
 * try {
 *   ...
 * } finally {
 *   lock.unlock();
 * }
 * }</pre>
 */
public final class Lock {

  final Guard guard = Platforms.current().guard();
  private final Line line = new Line(guard);
  private @Nullable Object owner; // guarded by guard; a task or thread, somebody while one waits
  private int holds; // guarded by guard; how often the owner has locked it

  /** A lock that nobody owns. */
  public Lock() {}

  /**
   * Takes it, and waits for it if another owns it.
   *
   * @throws PendingCancelled if the waiter is cancelled or interrupted before it owns it
   */
  public void lock() {
    boolean _ = enter(Line.newWait(null), null);
  }

  /** Takes it if no other owns it. Never blocks. */
  public boolean tryLock() {
    Object me = me();
    guard.lock();
    try {
      return takeFree(me);
    } finally {
      guard.unlock();
    }
  }

  /**
   * Takes it, and waits that long for it if another owns it.
   *
   * @return false if it could not be had in time
   * @throws PendingCancelled if the waiter is cancelled or interrupted before it owns it
   */
  public boolean tryLock(Duration timeout) {
    return enter(Line.newWait(timeout), timeout);
  }

  /**
   * Undoes one {@code lock}; the last one hands it to the one who waits longest. Never blocks.
   *
   * @throws IllegalStateException if the calling task or thread does not own it
   */
  public void unlock() {
    Wait next = null;
    guard.lock();
    try {
      checkOwned("unlock it");
      if (holds > 1) {
        holds--;
      } else {
        next = handOn();
      }
    } finally {
      guard.unlock();
    }
    Line.wake(next);
  }

  /** Whether the calling task or thread owns it. */
  public boolean isOwned() {
    guard.lock();
    try {
      return me().equals(owner);
    } finally {
      guard.unlock();
    }
  }

  /** Whether anybody owns it. */
  public boolean isLocked() {
    guard.lock();
    try {
      return owner != null;
    } finally {
      guard.unlock();
    }
  }

  /** Something to wait for while this is unlocked. */
  public Condition newCondition() {
    return new Condition(this);
  }

  @Override
  public String toString() {
    return "Lock[" + (isLocked() ? "locked" : "free") + ", waiting=" + waiting() + "]";
  }

  /** How many wait. */
  int waiting() {
    return line.waiting();
  }

  /** Called under guard. */
  void checkOwned(String purpose) {
    if (!me().equals(owner)) {
      throw new IllegalStateException(
          "Only the task or thread that owns a lock can "
              + purpose
              + ", and this one does not. Call lock() first, in the same task.");
    }
  }

  /** How often its owner has locked it. Called under guard. */
  int holds() {
    return holds;
  }

  /** Makes the one who waits longest the owner, to be woken after the guard. Called under guard. */
  @Nullable Wait handOn() {
    Wait next = line.poll();
    owner = next == null ? null : next.cargo;
    holds = next == null ? 0 : 1;
    return next;
  }

  /** Takes it again after {@link #handOn}, whether cancelled or not. Blocks. */
  void takeBack(int times) {
    boolean _ = enter(Wait.here(true), null);
    guard.lock();
    try {
      holds = times;
    } finally {
      guard.unlock();
    }
  }

  private boolean enter(Wait wait, @Nullable Duration timeout) {
    Object me = me();
    wait.cargo = me;
    guard.lock();
    try {
      if (takeFree(me)) {
        return true;
      }
      line.join(wait);
    } finally {
      guard.unlock();
    }
    return line.await(wait, timeout);
  }

  /** Called under guard. */
  private boolean takeFree(Object me) {
    if (owner != null && !me.equals(owner)) {
      return false;
    }
    owner = me;
    holds++;
    return true;
  }

  private static Object me() {
    Task task = Task.current();
    return task == null ? Thread.currentThread() : task;
  }
}
