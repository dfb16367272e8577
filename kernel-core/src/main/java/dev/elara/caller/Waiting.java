package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The waiting side of pendings: how a task and how a plain thread wait. */
final class Waiting {

  private Waiting() {}

  static <T extends @Nullable Object> T await(Pending<T> pending, AwaitOptions options) {
    Task<?> me = Task.current();
    if (me == null) {
      return waitSync(pending, options);
    }
    if (me == pending) {
      throw new IllegalStateException(
          "Waiting for the pending one runs in would deadlock: " + pending);
    }
    if (!options.shield()) {
      me.throwIfCancelled();
    }
    if (!pending.done()) {
      suspend(me, pending, options);
    }
    return pending.resultOrNull(options.raise());
  }

  private static <T extends @Nullable Object> void suspend(
      Task<?> me, Pending<T> pending, AwaitOptions options) {
    boolean[] late = new boolean[1];
    Consumer<Pending<T>> wake = done -> me.wake();
    pending.addDoneCallback(wake);
    Platform.Alarm alarm = alarm(options.timeout(), late, me::wake);
    try {
      while (!pending.done() && !late[0]) {
        me.suspend();
        if (!options.shield() && me.cancelPending()) {
          giveUp(pending, options, String.valueOf(me.cancelMessage()));
          me.throwIfCancelled();
        }
      }
    } finally {
      alarm.cancel();
      pending.removeDoneCallback(wake);
    }
    if (!pending.done()) {
      throw timedOut(pending, options);
    }
  }

  static <T extends @Nullable Object> T waitSync(Pending<T> pending, AwaitOptions options) {
    Task<?> me = Task.current();
    if (me != null && !pending.done()) {
      if (pending instanceof Task<?> task && task.caller() == me.caller()) {
        throw new IllegalStateException(
            "waitSync would block the caller that has to produce this result. Use await().");
      }
    }
    Platform.Parker parker = Platform.current().parker();
    boolean[] late = new boolean[1];
    Consumer<Pending<T>> wake = done -> parker.unpark();
    pending.addDoneCallback(wake);
    Platform.Alarm alarm = alarm(options.timeout(), late, parker::unpark);
    try {
      while (!pending.done() && !late[0]) {
        parker.park();
      }
    } finally {
      alarm.cancel();
      pending.removeDoneCallback(wake);
    }
    if (!pending.done()) {
      throw timedOut(pending, options);
    }
    return pending.resultOrNull(options.raise());
  }

  private static Platform.Alarm alarm(@Nullable Duration limit, boolean[] late, Runnable wake) {
    if (limit == null) {
      return () -> {};
    }
    return Platform.current()
        .after(
            limit,
            () -> {
              late[0] = true;
              wake.run();
            });
  }

  private static PendingTimeout timedOut(Pending<?> pending, AwaitOptions options) {
    giveUp(pending, options, "the wait for it timed out");
    return new PendingTimeout("Not done within " + options.timeout() + ": " + pending);
  }

  private static void giveUp(Pending<?> pending, AwaitOptions options, String why) {
    if (!options.protect()) {
      pending.cancel(why);
    }
  }
}
