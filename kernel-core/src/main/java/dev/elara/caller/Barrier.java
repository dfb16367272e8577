package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a fixed number of tasks and threads meet: all wait until the last one has come, then all go
 * on, and it serves the next meeting.
 *
 * <p>Thread-safe. Only {@code await} blocks: a task lets its caller go on with others, a plain
 * thread stands still. Who is cancelled, or whose time is over, has not come; the others wait on
 * for somebody else.
 */
public final class Barrier {

  private final Guard guard = Platforms.current().guard();
  private final Line line = new Line(guard);
  private final int parties;

  /**
   * A barrier for that many.
   *
   * @throws IllegalArgumentException if {@code parties} is less than one
   */
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("A barrier for " + parties + "; use one or more.");
    }
    this.parties = parties;
  }

  /**
   * Comes, and waits for the others.
   *
   * @throws PendingCancelled if the waiter is cancelled or interrupted before all have come
   */
  public void await() {
    boolean _ = meet(null);
  }

  /**
   * The same for a limited time.
   *
   * @return false if not all had come in time; then this one has left
   * @throws PendingCancelled if the waiter is cancelled or interrupted before all have come
   */
  public boolean await(Duration timeout) {
    return meet(timeout);
  }

  /** How many have come and wait. */
  public int waiting() {
    return line.waiting();
  }

  @Override
  public String toString() {
    return "Barrier[parties=" + parties + ", waiting=" + waiting() + "]";
  }

  private boolean meet(@Nullable Duration timeout) {
    Wait wait = Line.newWait(timeout);
    List<Wait> others = null;
    guard.lock();
    try {
      if (line.size() + 1 == parties) {
        others = line.drain();
      } else {
        line.join(wait);
      }
    } finally {
      guard.unlock();
    }
    if (others == null) {
      return line.await(wait, timeout);
    }
    others.forEach(Wait::wake);
    return true;
  }
}
