package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/**
 * The time in which a task blocks in a way its caller does not see, as in {@code Thread.sleep} or
 * in the lock of a library: the caller's other tasks run meanwhile, as in an await.
 *
 * <p>For machines that notice when a thread blocks. To be begun and closed by the task itself,
 * around whatever blocks; nothing of the caller may be used in between.
 */
public final class Absence implements AutoCloseable {

  private final Task task;

  private Absence(Task task) {
    this.task = task;
  }

  /**
   * Hands the caller of the calling task on. Never blocks.
   *
   * @return the absence, to be closed; null in a thread that runs no task
   */
  public static @Nullable Absence begin() {
    Task task = Task.current();
    if (task == null) {
      return null;
    }
    Scheduler scheduler = task.scheduler;
    Strand woken = null;
    scheduler.guard.lock();
    try {
      if (!task.abandoned) {
        scheduler.known.add(task);
        scheduler.baton.layDown();
        woken = scheduler.baton.assign();
      }
    } finally {
      scheduler.guard.unlock();
    }
    Scheduler.wake(woken);
    return new Absence(task);
  }

  /**
   * Blocks until the task has its turn again. An interrupt does not end that, and is kept. A task
   * that was cancelled meanwhile hears of it at its next wait.
   */
  @Override
  public void close() {
    Scheduler scheduler = task.scheduler;
    Strand mine = null;
    Strand woken = null;
    scheduler.guard.lock();
    try {
      if (!task.abandoned) {
        mine = task.strand;
        scheduler.baton.queue(task);
        woken = scheduler.baton.assign();
      }
    } finally {
      scheduler.guard.unlock();
    }
    Scheduler.wake(woken);
    Scheduler.park(mine);
  }
}
