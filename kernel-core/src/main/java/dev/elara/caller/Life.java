package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller's state, its children, and how it comes to an end: told to stop, it stops its children,
 * closes its queues and cancels its tasks; it has stopped when none of them is left.
 */
final class Life {

  private final Caller caller;
  private final Guard guard;
  private final Set<Caller> children = new LinkedHashSet<>(); // guarded by guard
  private CallerState state = CallerState.INITIAL; // guarded by guard; changed by move alone
  private boolean isProtected; // guarded by guard
  private int scopes; // guarded by guard: how often the caller was entered and not left

  final Pending<@Nullable Void> started;
  final Pending<@Nullable Void> stopping;
  final Pending<@Nullable Void> stopped;

  Life(Caller caller, Guard guard, boolean isProtected) {
    this.caller = caller;
    this.guard = guard;
    this.isProtected = isProtected;
    started = Pending.uncancellable(Map.of("event", "started"));
    stopping = Pending.uncancellable(Map.of("event", "stopping"));
    stopped = Pending.uncancellable(Map.of("event", "stopped"));
  }

  CallerState state() {
    guard.lock();
    try {
      return state;
    } finally {
      guard.unlock();
    }
  }

  boolean isProtected() {
    guard.lock();
    try {
      return isProtected;
    } finally {
      guard.unlock();
    }
  }

  List<Caller> children() {
    guard.lock();
    try {
      return List.copyOf(children);
    } finally {
      guard.unlock();
    }
  }

  /** The one place where the state changes; false if there is no such way. */
  boolean move(CallerState next) {
    guard.lock();
    try {
      if (!state.canBecome(next)) {
        return false;
      }
      state = next;
      return true;
    } finally {
      guard.unlock();
    }
  }

  /** Says that it runs. False if it was stopped before. */
  boolean begin() {
    boolean begun = move(CallerState.RUNNING);
    if (begun) {
      started.setResult(null);
    }
    return begun;
  }

  /** Counts a scope in. */
  void enter() {
    guard.lock();
    try {
      scopes++;
      isProtected = true;
    } finally {
      guard.unlock();
    }
  }

  /** Counts a scope out; true if it was the last one. */
  boolean leave() {
    guard.lock();
    try {
      scopes--;
      return scopes == 0;
    } finally {
      guard.unlock();
    }
  }

  /** Takes a child in; false if the caller is stopping. */
  boolean adopt(Caller child) {
    guard.lock();
    try {
      return !state.isClosed() && children.add(child);
    } finally {
      guard.unlock();
    }
  }

  /** Ends it, unless it is protected and that is to be respected. Never blocks. */
  void stop(boolean force) {
    guard.lock();
    try {
      if (isProtected && !force) {
        return;
      }
    } finally {
      guard.unlock();
    }
    if (!move(CallerState.STOPPING)) {
      return;
    }
    List<Task> tasks = caller.scheduler.close();
    stopping.setResult(null);
    started.setException(
        new IllegalStateException("Caller '" + caller.name() + "' was stopped before it started."));
    children().forEach(child -> child.stop(true));
    caller.queues.closeAll(Caller.CLOSED);
    for (Task task : tasks) {
      end(task);
    }
    settle();
  }

  /** Calls it stopped if nothing is left that has to end before. */
  void settle() {
    guard.lock();
    try {
      boolean over = children.isEmpty() && caller.scheduler.isQuiet();
      if (!over || !move(CallerState.STOPPED)) {
        return;
      }
    } finally {
      guard.unlock();
    }
    caller.scheduler.end();
    caller.forgotten();
    stopped.setResult(null);
    Caller parent = caller.parentOrNull();
    if (parent != null) {
      parent.childStopped(caller);
    }
  }

  void childStopped(Caller child) {
    guard.lock();
    try {
      children.remove(child);
    } finally {
      guard.unlock();
    }
    settle();
  }

  private void end(Task task) {
    Pending<?> pending = task.pending;
    if (pending == null || pending.done()) {
      caller.scheduler.cancellations.cancel(task, Caller.CLOSED);
    } else if (!pending.cancelled()) {
      pending.cancelAnyway(Caller.CLOSED);
    } else {
      caller.scheduler.cancellations.cancel(task, Caller.CLOSED);
    }
  }
}
