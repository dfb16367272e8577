package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits; who finds none waits for one to be released, first come, first served.
 *
 * <p>Thread-safe. Only {@code acquire} and {@code tryAcquire} with a timeout block: a task lets its
 * caller go on with others, a plain thread stands still. Whoever waits and is cancelled, or whose
 * time is over, has taken no permit.
 */
public final class Semaphore {

  private final Guard guard = Platforms.current().guard();
  private final Line line = new Line(guard);
  private int permits; // guarded by guard; none while somebody waits

  /**
   * A semaphore with that many permits.
   *
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public Semaphore(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("There are " + permits + " permits; use zero or more.");
    }
    this.permits = permits;
  }

  /**
   * Takes a permit, and waits for it if there is none.
   *
   * @throws PendingCancelled if the waiter is cancelled or interrupted before it has one
   */
  public void acquire() {
    boolean _ = take(null);
  }

  /** Takes a permit if there is one. Never blocks. */
  public boolean tryAcquire() {
    guard.lock();
    try {
      return takeFree();
    } finally {
      guard.unlock();
    }
  }

  /**
   * Takes a permit, and waits that long for it if there is none.
   *
   * @return false if there was none in time
   * @throws PendingCancelled if the waiter is cancelled or interrupted before it has one
   */
  public boolean tryAcquire(Duration timeout) {
    return take(timeout);
  }

  /** Gives a permit: to the one who waits longest, or else to whoever comes next. Any thread. */
  public void release() {
    Wait next;
    guard.lock();
    try {
      next = line.poll();
      if (next == null) {
        permits++;
      }
    } finally {
      guard.unlock();
    }
    Line.wake(next);
  }

  /** How many permits are free. */
  public int available() {
    guard.lock();
    try {
      return permits;
    } finally {
      guard.unlock();
    }
  }

  @Override
  public String toString() {
    return "Semaphore[available=" + available() + ", waiting=" + waiting() + "]";
  }

  /** How many wait. */
  int waiting() {
    return line.waiting();
  }

  private boolean take(@Nullable Duration timeout) {
    Wait wait = Line.newWait(timeout);
    guard.lock();
    try {
      if (takeFree()) {
        return true;
      }
      line.join(wait);
    } finally {
      guard.unlock();
    }
    return line.await(wait, timeout);
  }

  /** Called under guard. */
  private boolean takeFree() {
    if (permits == 0) {
      return false;
    }
    permits--;
    return true;
  }
}
