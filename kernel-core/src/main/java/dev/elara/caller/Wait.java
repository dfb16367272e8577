package dev.elara.caller;

import dev.elara.caller.platform.Platforms;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one task or thread. Whoever ends the wait calls {@link #wake}; the wait stands in at
 * most one {@link WaitList}.
 */
abstract sealed class Wait permits TaskWait, ThreadWait {

  @Nullable Wait next; // guarded by the guard of the list it stands in
  @Nullable Wait previous; // likewise
  boolean listed; // likewise
  @Nullable Object cargo; // likewise; what it brings to a primitive, or gets there

  /**
   * A wait of the calling task or thread.
   *
   * @throws PendingCancelled if the task was cancelled, unless {@code shield}
   */
  static Wait here(boolean shield) {
    Task task = Task.current();
    if (task == null) {
      return new ThreadWait(Platforms.current(), shield);
    }
    task.scheduler.cancellations.check(task, shield);
    return new TaskWait(task, shield, false);
  }

  /** Ends the wait, now or before it began. Idempotent; never blocks; any thread, no guard held. */
  abstract void wake();

  /** Whether {@link #wake} was called. */
  abstract boolean woken();

  /** Waits, once, until woken, cancelled or interrupted; does not tell which. */
  abstract void pause();

  /**
   * Tells whether the waiter was cancelled.
   *
   * @throws PendingCancelled if it was, or if its thread was interrupted before it was woken
   */
  abstract void checkCancelled();

  /**
   * Waits, once.
   *
   * @throws PendingCancelled if the waiter was cancelled or interrupted instead
   */
  final void suspend() {
    pause();
    checkCancelled();
  }
}
