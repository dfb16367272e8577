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
    guard.lock();
    try {
      if (closed) {
        return false;
      }
      calls.add(call);
    } finally {
      guard.unlock();
    }
    startNext();
    return true;
  }

  /** A call has ended. */
  void done(Context changed) {
    guard.lock();
    boolean over;
    try {
      running = null;
      context = changed;
      over = closed;
    } finally {
      guard.unlock();
    }
    if (over) {
      pending.finish(null, null);
    } else {
      startNext();
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

  private void startNext() {
    QueueTask task;
    guard.lock();
    try {
      Action call = running == null ? calls.poll() : null;
      task = call == null ? null : new QueueTask(this, caller, call);
      running = task == null ? running : task;
    } finally {
      guard.unlock();
    }
    if (task != null && !caller.scheduler.schedule(task)) {
      pending.cancelAnyway(Caller.CLOSED);
      done(context());
    }
  }
}
