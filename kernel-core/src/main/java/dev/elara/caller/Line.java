package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Who gets what is decided in one place: whoever gives (a permit, the lock, an item) takes a waiter
 * out of the line, under the guard of the primitive, and what was given is that waiter's own from
 * then on. It is woken after the guard was released. A waiter that wakes up and still stands in
 * line was cancelled, interrupted or ran out of time: it leaves, and owns nothing. So nothing is
 * given to one who has gone, and nothing has to be given back. A cancellation that comes after the
 * giving does not undo it; the task hears of it at its next wait.
 */

/** Those who wait for one thing of a primitive: first come, first served. */
final class Line {

  private final Guard guard;
  private final WaitList waits = new WaitList(); // guarded by guard

  /** A line guarded by the guard of the primitive it belongs to. */
  Line(Guard guard) {
    this.guard = guard;
  }

  /**
   * A wait for this line; to be made before the guard is taken.
   *
   * @throws PendingCancelled if the calling task was cancelled
   * @throws IllegalArgumentException if the timeout is negative
   */
  static Wait newWait(@Nullable Duration timeout) {
    if (timeout != null && timeout.isNegative()) {
      throw new IllegalArgumentException("The timeout is " + timeout + "; use zero or more.");
    }
    return Wait.here(false);
  }

  /** Puts a wait at the end. Called under guard. */
  void join(Wait wait) {
    waits.add(wait);
  }

  /** Takes the first one out, to be woken after the guard; null if there is none. Under guard. */
  @Nullable Wait poll() {
    return waits.poll();
  }

  /** Takes all out, to be woken after the guard. Called under guard. */
  List<Wait> drain() {
    return waits.drain();
  }

  /** How many wait. Called under guard. */
  int size() {
    return waits.size();
  }

  /** How many wait; takes the guard. */
  int waiting() {
    guard.lock();
    try {
      return waits.size();
    } finally {
      guard.unlock();
    }
  }

  /**
   * Waits until taken out, with no guard held. Blocks.
   *
   * @return whether it was; false if the time was over before
   * @throws PendingCancelled if the waiter was cancelled or interrupted before
   */
  boolean await(Wait wait, @Nullable Duration timeout) {
    Runnable alarm =
        timeout == null
            ? () -> {}
            : Platforms.current().after(Durations.nanos(timeout), wait::wake);
    wait.pause();
    alarm.run();
    if (!leave(wait)) {
      return true;
    }
    wait.checkCancelled();
    return false;
  }

  /** Wakes one that was taken out, if any. No guard held. */
  static void wake(@Nullable Wait wait) {
    if (wait != null) {
      wait.wake();
    }
  }

  private boolean leave(Wait wait) {
    guard.lock();
    try {
      return waits.remove(wait);
    } finally {
      guard.unlock();
    }
  }
}
