package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import org.jspecify.annotations.Nullable;

/**
 * A function scheduled on a caller, which is the pending of its result.
 *
 * <pre>
 *   new ──► ready ──► running ⇄ suspended ──► done
 *              └─ cancelled before it ran ──────┘
 * </pre>
 */
final class Task<T extends @Nullable Object> extends Pending<T> {

  private final Caller caller;
  private final Work<T> work;
  private @Nullable Context context;
  private volatile boolean cancelPending;
  private volatile boolean abandoned;
  Platform.@Nullable Parker parker; // set by its strand before it runs
  boolean started; // guarded by the caller
  boolean suspended; // guarded by the caller
  boolean permit; // guarded by the caller: woken while it was running

  Task(Caller caller, Work<T> work, Context context) {
    this.caller = caller;
    this.work = work;
    this.context = context;
  }

  static @Nullable Task<?> current() {
    return Platform.current().task() instanceof Task<?> task ? task : null;
  }

  Caller caller() {
    return caller;
  }

  boolean cancelPending() {
    return cancelPending;
  }

  boolean abandoned() {
    return abandoned;
  }

  void abandon() {
    abandoned = true;
  }

  /** Throws what a cancelled task sees at its wait, once for each request to cancel it. */
  void throwIfCancelled() {
    if (cancelPending) {
      cancelPending = false;
      throw new PendingCancelled(String.valueOf(cancelMessage()));
    }
  }

  @Override
  boolean windDown(String message) {
    cancelPending = true;
    if (caller.forgetUnstarted(this)) {
      return false;
    }
    wake();
    return true;
  }

  void wake() {
    caller.wake(this);
  }

  /** Hands the baton on and waits to be woken; only on its own strand. */
  void suspend() {
    if (abandoned) {
      throw new PendingCancelled("This task was left behind because it could not be stopped.");
    }
    Platform platform = Platform.current();
    Object context = platform.context();
    caller.suspend(this);
    platform.context(context);
  }

  /** Runs it on the calling strand, which holds the baton. */
  void run() {
    Platform platform = Platform.current();
    platform.task(this);
    platform.context(context);
    context = null;
    T value;
    try {
      value = work.call();
    } catch (Throwable thrown) {
      end(platform, null, thrown);
      return;
    }
    end(platform, value, null);
  }

  private void end(Platform platform, @Nullable T value, @Nullable Throwable thrown) {
    platform.task(null);
    platform.context(null);
    if (cancelled()) {
      finishCancelled();
    } else if (thrown instanceof PendingCancelled) {
      cancelQuietly(String.valueOf(thrown.getMessage()));
    } else {
      finish(value, thrown);
    }
  }

  private void cancelQuietly(String message) {
    finish(null, new PendingCancelled(message));
  }
}
