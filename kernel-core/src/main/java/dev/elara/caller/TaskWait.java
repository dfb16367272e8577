package dev.elara.caller;

/** A wait of a task: it hands the baton of its caller on, or keeps it. */
final class TaskWait extends Wait {

  final Task task;

  /** Whether a cancellation of the task does not end this wait. */
  final boolean shield;

  /** Whether the task keeps the baton while it waits, so that its caller stands still. */
  final boolean keepsBaton;

  boolean woken; // guarded by the guard of the task's scheduler

  TaskWait(Task task, boolean shield, boolean keepsBaton) {
    this.task = task;
    this.shield = shield;
    this.keepsBaton = keepsBaton;
  }

  @Override
  void wake() {
    task.scheduler.wake(this);
  }

  @Override
  boolean woken() {
    return task.scheduler.isWoken(this);
  }

  @Override
  void pause() {
    task.scheduler.pause(this);
  }

  @Override
  void checkCancelled() {
    task.scheduler.cancellations.check(task, shield);
  }
}
