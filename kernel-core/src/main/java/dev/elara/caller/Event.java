package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks and threads wait for; once it is set, everybody passes until it is cleared.
 *
 * <p>Thread-safe. Only {@code await} blocks: a task lets its caller go on with others, a plain
 * thread stands still.
 */
public final class Event {

  private final Guard guard = Platforms.current().guard();
  private final Line line = new Line(guard);
  private boolean isSet; // guarded by guard

  /** An event that is not set. */
  public Event() {}

  /** Sets it and wakes all who wait, in the order they came. They pass even if it is cleared. */
  public void set() {
    List<Wait> passing;
    guard.lock();
    try {
      isSet = true;
      passing = line.drain();
    } finally {
      guard.unlock();
    }
    passing.forEach(Wait::wake);
  }

  /** Takes it back: whoever comes from now on waits. */
  public void clear() {
    guard.lock();
    try {
      isSet = false;
    } finally {
      guard.unlock();
    }
  }

  /** Whether it is set. */
  public boolean isSet() {
    guard.lock();
    try {
      return isSet;
    } finally {
      guard.unlock();
    }
  }

  /**
   * Waits until it is set.
   *
   * @throws PendingCancelled if the waiter is cancelled or interrupted before
   */
  public void await() {
    boolean _ = pass(null);
  }

  /**
   * The same for a limited time.
   *
   * @return false if it was not set in time
   * @throws PendingCancelled if the waiter is cancelled or interrupted before
   */
  public boolean await(Duration timeout) {
    return pass(timeout);
  }

  @Override
  public String toString() {
    return "Event[" + (isSet() ? "set" : "not set") + ", waiting=" + waiting() + "]";
  }

  /** How many wait. */
  int waiting() {
    return line.waiting();
  }

  private boolean pass(@Nullable Duration timeout) {
    Wait wait = Line.newWait(timeout);
    guard.lock();
    try {
      if (isSet) {
        return true;
      }
      line.join(wait);
    } finally {
      guard.unlock();
    }
    return line.await(wait, timeout);
  }
}
