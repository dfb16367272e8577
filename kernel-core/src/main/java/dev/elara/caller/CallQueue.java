package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls that run in order, one at a time. There is a task only while there is a call, so an empty
 * queue holds no strand and no reference to the function it belongs to.
 */
final class CallQueue {

  private final Caller caller;
  private final Guard guard;
  private final Pending<@Nullable Void> pending;
  private final ArrayDeque<Action> calls = new ArrayDeque<>(); // guarded by guard
  private Context context; // guarded by guard: the first call's, with what calls changed in it
  private @Nullable QueueTask running; // guarded by guard
  private boolean closed; // guarded by guard

  CallQueue(Caller caller, Guard guard, Context context) {
    this.caller = caller;
    this.guard = guard;
    this.context = context;
    pending = Pending.ofCall(caller, null, Map.of("queue", true));
    pending.setCanceller(this::close);
  }

  Pending<@Nullable Void> pending() {
    return pending;
  }

  Context context() {
    guard.lock();
    try {
      return context;
    } finally {
      guard.unlock();
    }
  }

  boolean isClosed() {
    guard.lock();
    try {
      return closed;
    } finally {
      guard.unlock();
    }
  }

  /** Appends a call; false if the queue is closed. */
  boolean add(Action call) {
    QueueTask task;
    guard.lock();
    try {
      if (closed) {
        return false;
      }
      calls.add(call);
      task = running == null ? next() : null;
    } finally {
      guard.unlock();
    }
    schedule(task);
    return true;
  }

  /** A call has ended. */
  void done(Context changed) {
    boolean over;
    QueueTask task;
    guard.lock();
    try {
      context = changed;
      over = closed;
      task = next();
    } finally {
      guard.unlock();
    }
    if (over) {
      pending.finish(null, null);
    } else {
      schedule(task);
    }
  }

  private void close(String why) {
    QueueTask task;
    guard.lock();
    try {
      closed = true;
      calls.clear();
      task = running;
    } finally {
      guard.unlock();
    }
    if (task == null) {
      pending.finish(null, null);
    } else {
      caller.scheduler.cancellations.cancel(task, why);
    }
  }

  /** Takes the first call out, to be run now; null if there is none. Called under guard. */
  private @Nullable QueueTask next() {
    Action call = calls.poll();
    running = call == null ? null : new QueueTask(this, caller, call);
    return running;
  }

  private void schedule(@Nullable QueueTask task) {
    if (task != null && !caller.scheduler.schedule(task)) {
      pending.cancelAnyway(Caller.CLOSED);
      done(context());
    }
  }
}
