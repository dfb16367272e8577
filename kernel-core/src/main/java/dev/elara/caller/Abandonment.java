package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * The strand of such a task loses the baton, and others go on. The task is told to stop at each of
 * its waits, and whatever it does then is its own affair.
 */

/** Gives up on tasks of one caller that do not end. */
final class Abandonment {

  private final Scheduler scheduler;
  private final Guard guard; // the scheduler's

  Abandonment(Scheduler scheduler) {
    this.scheduler = scheduler;
    guard = scheduler.guard;
  }

  /**
   * Gives up on the task with that pending, and on those it shares a stack with.
   *
   * @return false if it had ended
   */
  boolean abandon(Pending<?> stuck, Throwable reason) {
    Task task = find(stuck);
    if (task == null) {
      return false;
    }
    stuck.finish(null, reason);
    return abandon(task, reason);
  }

  /** The task with that pending that has not ended; null if there is none. */
  private @Nullable Task find(Pending<?> pending) {
    List<Task> tasks = new ArrayList<>();
    guard.lock();
    try {
      scheduler.addAll(tasks);
    } finally {
      guard.unlock();
    }
    for (Task task : tasks) {
      if (task.pending == pending) {
        return task;
      }
    }
    return null;
  }

  private boolean abandon(Task task, Throwable reason) {
    Strand woken;
    Strand lost;
    List<Task> all;
    boolean parked = false;
    boolean quiet;
    guard.lock();
    try {
      if (task.ended || task.abandoned) {
        return false;
      }
      all = Nesting.sharing(task);
      for (Task each : all) {
        parked |= each.waitingOn != null || each.queued;
        mark(each, reason);
      }
      lost = task.strand;
      woken = lost == null ? null : scheduler.lose(lost);
      quiet = scheduler.isOver();
    } finally {
      guard.unlock();
    }
    Scheduler.wake(woken);
    if (parked) {
      Scheduler.wake(lost);
    }
    for (Task each : all) {
      finish(each, reason);
    }
    if (quiet) {
      task.caller.settle();
    }
    return true;
  }

  /** Called under guard. */
  private void mark(Task task, Throwable reason) {
    task.abandoned = true;
    task.cancellation = "This was left behind: " + reason.getMessage();
    task.waitingOn = null;
    scheduler.known.remove(task);
  }

  private static void finish(Task task, Throwable reason) {
    Pending<?> pending = task.pending;
    if (pending != null) {
      pending.finish(null, reason);
    }
  }
}
