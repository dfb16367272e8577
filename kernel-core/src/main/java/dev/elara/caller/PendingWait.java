package dev.elara.caller;

import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waiting for a pending: until it is done, the time is over or the waiter is cancelled. */
final class PendingWait {

  private PendingWait() {}

  /** Blocks; in a task the caller goes on with others, unless {@code keepBaton}. */
  static void untilDone(Pending<?> pending, AwaitOptions options, boolean keepBaton) {
    Task me = Task.current();
    if (me != null) {
      refuseDeadlock(pending, me, keepBaton);
    }
    try {
      if (me != null) {
        me.scheduler.cancellations.check(me, options.shield());
      }
      if (pending.done()) {
        return;
      }
      if (me != null && !keepBaton && endsWithIt(options)) {
        me.scheduler.nesting.run(me, pending);
        me.scheduler.cancellations.check(me, false);
      }
      if (pending.done()) {
        return;
      }
      Wait wait =
          me == null
              ? new ThreadWait(Platforms.current(), false)
              : new TaskWait(me, options.shield(), keepBaton);
      if (pending.add(wait)) {
        suspend(pending, wait, options.timeout());
      }
    } catch (PendingCancelled cancelled) {
      if (!options.protect()) {
        pending.cancel(cancelled.getMessage());
      }
      throw cancelled;
    }
    if (!pending.done()) {
      throw late(pending, options);
    }
  }

  /** Whether nothing but its end, or a word that is passed on to it, ends the wait. */
  private static boolean endsWithIt(AwaitOptions options) {
    return options.timeout() == null && !options.protect() && !options.shield();
  }

  private static void suspend(Pending<?> pending, Wait wait, @Nullable Duration timeout) {
    Runnable alarm =
        timeout == null
            ? () -> {}
            : Platforms.current().after(Durations.nanos(timeout), wait::wake);
    try {
      wait.suspend();
    } finally {
      alarm.run();
      pending.remove(wait);
    }
  }

  private static PendingTimeout late(Pending<?> pending, AwaitOptions options) {
    Duration timeout = options.timeout();
    PendingTimeout late = new PendingTimeout(timeout == null ? Duration.ZERO : timeout, pending);
    if (!options.protect()) {
      pending.cancel(late.getMessage());
    }
    return late;
  }

  private static void refuseDeadlock(Pending<?> pending, Task me, boolean keepBaton) {
    if (me.pending == pending) {
      throw new IllegalStateException(
          "Waiting for the pending that this task itself runs in would deadlock: " + pending);
    }
    boolean ours = pending.caller() == me.caller;
    if (keepBaton && ours && !pending.done()) {
      throw new IllegalStateException(
          "waitSync() here would block the caller that has to produce the result, and deadlock."
              + " Use await(): "
              + pending);
    }
  }
}
