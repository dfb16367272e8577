package dev.elara.kernel;

import dev.elara.caller.Caller;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a caller in order, one at a time, waits included. Each piece is a task of its own,
 * so that it can be cancelled or abandoned alone and the queue goes on.
 *
 * <p>Thread-safe; adding never blocks.
 */
final class SerialQueue {

  private final Caller caller;
  private final ArrayDeque<Work> waiting = new ArrayDeque<>(); // guarded by this
  private @Nullable Work current; // guarded by this: what was started and is not done
  private boolean pumping; // guarded by this: some thread is in pump(), and will look again

  SerialQueue(Caller caller) {
    this.caller = caller;
  }

  /** Runs {@code work} behind all that is queued. */
  void add(Work work) {
    synchronized (this) {
      waiting.add(work);
    }
    pump();
  }

  /** Answers all that is queued and has not begun to run with an error; none of it will run. */
  void fail(String name, String problem) {
    List<Work> queued;
    synchronized (this) {
      queued = new ArrayList<>(waiting);
      waiting.clear();
      if (current != null) {
        queued.add(0, current);
      }
    }
    queued.forEach(work -> work.fail(name, problem));
  }

  private void done() {
    synchronized (this) {
      current = null;
    }
    pump();
  }

  /** Starts what is next. A loop, because work on a stopped caller is done before start returns. */
  private void pump() {
    synchronized (this) {
      if (pumping) {
        return;
      }
      pumping = true;
    }
    Work next = poll();
    while (next != null) {
      next.start(RunMode.TASK, caller, this::done);
      next = poll();
    }
  }

  private synchronized @Nullable Work poll() {
    Work next = current == null ? waiting.poll() : null;
    pumping = next != null;
    current = pumping ? next : current;
    return next;
  }
}
