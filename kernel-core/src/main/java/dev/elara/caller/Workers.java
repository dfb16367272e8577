package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers of one caller that are idle: children that {@link Caller#toThread} uses again. */
final class Workers {

  private record Idle(Caller worker, long since) {}

  private final Caller caller;
  private final Guard guard;
  private final ArrayDeque<Idle> idle = new ArrayDeque<>(); // guarded by guard; oldest first
  private int made; // guarded by guard

  Workers(Caller caller, Guard guard) {
    this.caller = caller;
    this.guard = guard;
  }

  /** The worker that went idle last, or a new one; null if the caller is stopping. */
  @Nullable Caller take() {
    String name;
    guard.lock();
    try {
      Idle last = idle.pollLast();
      if (last != null) {
        return last.worker;
      }
      made++;
      name = caller.name() + " worker " + made;
    } finally {
      guard.unlock();
    }
    return caller.newChild(CallerOptions.named(name));
  }

  /** Takes a worker back whose work is done, or stops it if there are enough. */
  void giveBack(Caller worker) {
    boolean kept;
    guard.lock();
    try {
      kept = idle.size() < caller.idleWorkers() && !worker.state().isClosed();
      if (kept) {
        idle.add(new Idle(worker, caller.platform().nanos()));
      }
    } finally {
      guard.unlock();
    }
    if (kept) {
      caller.janitor().watch(this);
    } else {
      worker.stop(true);
    }
  }

  /** A worker has stopped for another reason; it is handed out no more. */
  void forget(Caller worker) {
    guard.lock();
    try {
      idle.removeIf(entry -> entry.worker == worker);
    } finally {
      guard.unlock();
    }
  }

  /** How long idle workers are kept; zero for ever. */
  Duration idleTime() {
    return caller.workerIdleTime();
  }

  /**
   * Stops those that have been idle for long enough.
   *
   * @return in how many nanoseconds the next one may have been; negative if there is none
   */
  long stopIdle(long now) {
    long limit = Durations.nanos(idleTime());
    List<Caller> stopped = new ArrayList<>();
    long next = -1;
    guard.lock();
    try {
      for (Iterator<Idle> entries = idle.iterator(); entries.hasNext() && next < 0; ) {
        Idle entry = entries.next();
        long left = limit - (now - entry.since);
        if (left > 0) {
          next = left;
        } else {
          entries.remove();
          stopped.add(entry.worker);
        }
      }
    } finally {
      guard.unlock();
    }
    stopped.forEach(worker -> worker.stop(true));
    return next;
  }
}
