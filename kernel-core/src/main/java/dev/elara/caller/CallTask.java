package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import org.jspecify.annotations.Nullable;

/** A function called once, for a pending. */
final class CallTask<T extends @Nullable Object> extends Task {

  private final Work<T> work;
  private final Context context;

  /** Whether to remember how it ended. Guarded by the scheduler's guard. */
  boolean watched;

  private final @Nullable Runnable whenOver;
  private volatile @Nullable Runnable alarm;

  /**
   * A call.
   *
   * @param whenOver what is to be done when its pending is done, before anybody hears of it
   */
  CallTask(
      Caller caller,
      Backend backend,
      Context context,
      Work<T> work,
      Pending<T> outcome,
      @Nullable Runnable whenOver) {
    super(caller, backend, outcome);
    this.work = work;
    this.context = context;
    this.whenOver = whenOver;
    outcome.runBy(this);
  }

  /** Keeps what takes the timer back that will make it ready. */
  void alarm(Runnable alarm) {
    this.alarm = alarm;
  }

  /** The class of its function. */
  Class<?> function() {
    return ActionWork.classOf(work);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // it was given to the constructor
  private Pending<T> outcome() {
    return (Pending<T>) pending;
  }

  @Override
  Context context() {
    return context;
  }

  @Override
  void execute() {
    T result;
    try {
      result = work.run();
    } catch (Throwable thrown) {
      outcome().finish(null, thrown);
      return;
    }
    outcome().finish(result, null);
  }

  @Override
  void rejected(String why) {
    Runnable timer = alarm;
    if (timer != null) {
      timer.run();
    }
    outcome().cancelAnyway(why);
    outcome().finish(null, null);
  }

  @Override
  void over() {
    if (whenOver != null) {
      whenOver.run();
    }
  }
}
