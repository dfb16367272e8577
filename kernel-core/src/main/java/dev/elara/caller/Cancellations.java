package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import org.jspecify.annotations.Nullable;

/*
 * A cancellation is a word kept in the task and a wake-up; the task finds the word when it waits.
 */

/** Tells the tasks of one caller to stop, and what their groups have to do with that. */
final class Cancellations {

  private final Scheduler scheduler;
  private final Guard guard; // the scheduler's

  Cancellations(Scheduler scheduler) {
    this.scheduler = scheduler;
    guard = scheduler.guard;
  }

  /**
   * Tells a task that it was cancelled, once for each cancellation.
   *
   * @throws PendingCancelled if it was, unless {@code shield}
   */
  void check(Task task, boolean shield) {
    if (task.cancellation == null) {
      return;
    }
    String why;
    guard.lock();
    try {
      why = shield && !task.abandoned ? null : task.cancellation;
      if (why != null && !task.abandoned) {
        task.cancellation = null;
      }
    } finally {
      guard.unlock();
    }
    if (why != null) {
      throw new PendingCancelled(why);
    }
  }

  /** Asks a task to stop. One that has not begun never will. Never blocks. */
  void cancel(Task task, String why) {
    Strand woken = null;
    Pending<?> above = null;
    boolean never = false;
    boolean quiet = false;
    guard.lock();
    try {
      if (task.ended || task.abandoned) {
        return;
      }
      if (task.strand == null) {
        task.ended = true;
        never = true;
        quiet = scheduler.drop(task);
      } else if (PendingGroup.isShielded(task.group, null)) {
        task.heldBack = joined(task.heldBack, why);
      } else {
        task.cancellations++;
        above = Nesting.above(task);
        woken = tell(task, why);
      }
    } finally {
      guard.unlock();
    }
    Scheduler.wake(woken);
    cancel(above, why);
    if (never) {
      task.rejected(why);
    }
    if (quiet) {
      task.caller.settle();
    }
  }

  /** The task goes into a group. Returns how many times it was told to stop before. */
  int enter(Task task, PendingGroup group) {
    guard.lock();
    try {
      task.group = group;
      return task.cancellations;
    } finally {
      guard.unlock();
    }
  }

  /** Tells the task that runs {@code group} to stop, if it is in there and not shielded inside. */
  void interrupt(Task task, PendingGroup group, String why) {
    Pending<?> above = null;
    Strand woken = null;
    guard.lock();
    try {
      boolean reaches = task.group != null && task.group.isWithin(group);
      if (reaches && !task.ended && !PendingGroup.isShielded(task.group, group)) {
        above = Nesting.above(task);
        woken = tell(task, why);
      }
    } finally {
      guard.unlock();
    }
    Scheduler.wake(woken);
    cancel(above, why);
  }

  /** How many times the task was told from outside to stop. */
  int count(Task task) {
    guard.lock();
    try {
      return task.cancellations;
    } finally {
      guard.unlock();
    }
  }

  /**
   * The task leaves its innermost group for the one around it. What it was told for the group's
   * sake is taken back, if it was told no more than {@code before} times from outside to stop. What
   * was kept from it, it is told now.
   */
  void leave(Task task, @Nullable PendingGroup outer, int before) {
    guard.lock();
    try {
      task.group = outer;
      if (task.cancellations == before && !task.abandoned) {
        task.cancellation = null;
      }
      if (task.heldBack != null && !PendingGroup.isShielded(outer, null)) {
        task.cancellations++;
        task.cancellation = joined(task.cancellation, task.heldBack);
        task.heldBack = null;
      }
    } finally {
      guard.unlock();
    }
  }

  private static void cancel(@Nullable Pending<?> pending, String why) {
    if (pending != null) {
      pending.cancel(why);
    }
  }

  /** Called under guard. */
  private @Nullable Strand tell(Task task, String why) {
    task.cancellation = joined(task.cancellation, why);
    TaskWait wait = task.waitingOn;
    return wait == null || wait.shield ? null : scheduler.resume(task);
  }

  private static String joined(@Nullable String before, String why) {
    return before == null ? why : before + "\n" + why;
  }
}
