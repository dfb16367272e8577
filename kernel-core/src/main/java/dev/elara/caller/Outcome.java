package dev.elara.caller;

import dev.elara.caller.platform.Platforms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a pending comes to its end, and who is told.
 *
 * <pre>
 * OPEN ──────────────► DONE   setResult, setException; cancel without a canceller
 *   └──► CANCELLING ──►       cancel with a canceller; done when the canceller's work has ended
 * </pre>
 *
 * <p>It is its own guard: there are as many as there are calls.
 */
abstract sealed class Outcome<T extends @Nullable Object> extends Guarded permits Pending {

  private enum Phase {
    OPEN,
    CANCELLING,
    DONE
  }

  /** More than one callback; a class of its own, because a callback may be any object. */
  private static final class Callbacks extends ArrayList<Consumer<?>> {}

  private volatile Phase phase = Phase.OPEN; // written under guard, by move
  private @Nullable T value; // guarded by this, final once done; so is the next
  private @Nullable Throwable failure;
  private volatile @Nullable String cancellation; // under guard; why, a line for each message
  private @Nullable WaitList waits; // guarded by this
  private @Nullable Object callbacks; // guarded by this; none, one, or Callbacks
  private @Nullable Consumer<String> canceller; // guarded by this
  private @Nullable Task task; // guarded by this; what this is the pending of, until it is done

  /** Whether there is an outcome. */
  final boolean isDone() {
    return phase == Phase.DONE;
  }

  /** Why it was cancelled; null if it was not. */
  final @Nullable String cancellation() {
    return cancellation;
  }

  /** The result; only once it is done and did not fail. */
  @SuppressWarnings("NullAway") // a null result is the caller's business
  final T value() {
    return value;
  }

  /** What it failed with, or what went wrong after it was cancelled; only once it is done. */
  final @Nullable Throwable failure() {
    return failure;
  }

  /** Where it stands, for people. */
  final String state() {
    boolean cancelled = cancellation != null;
    return switch (phase) {
      case OPEN -> "open";
      case CANCELLING -> "cancelling";
      case DONE -> cancelled ? "cancelled" : failure == null ? "done" : "failed";
    };
  }

  /** The task whose outcome this is. To be said before anybody else knows of this. */
  final void runBy(Task task) {
    this.task = task;
  }

  /** Says whom to tell when this is cancelled; at once if it was. */
  final void tellOfCancelling(Consumer<String> canceller) {
    String late;
    hold();
    try {
      this.canceller = canceller;
      late = isDone() ? null : cancellation;
    } finally {
      release();
    }
    if (late != null) {
      canceller.accept(late);
    }
  }

  /** Cancels it, whether it is protected or not. Returns whether it is cancelled now. */
  final boolean cancelAnyway(@Nullable String message) {
    Consumer<String> stop;
    Task stopped;
    String why = message == null ? "" : message;
    hold();
    try {
      if (isDone()) {
        return cancellation != null;
      }
      cancellation = joined(cancellation, why);
      move(Phase.CANCELLING);
      stop = canceller;
      stopped = task;
    } finally {
      release();
    }
    if (stop != null) {
      stop.accept(why);
    } else if (stopped != null) {
      stopped.scheduler.cancellations.cancel(stopped, why);
    } else {
      finish(null, null);
    }
    return true;
  }

  /**
   * Finishes it. A cancelled one stays cancelled; a failure while cleaning up becomes its cause.
   *
   * @return whether it counts: it was neither done nor cancelled
   */
  final boolean finish(@Nullable T result, @Nullable Throwable thrown) {
    WaitList waiting;
    Object called;
    Task ran;
    boolean counts;
    hold();
    try {
      if (isDone()) {
        return false;
      }
      counts = cancellation == null;
      value = counts ? result : null;
      failure = counts || !(thrown instanceof PendingCancelled) ? thrown : null;
      waiting = waits;
      waits = null;
      called = callbacks;
      callbacks = null;
      canceller = null;
      ran = task;
      task = null;
      move(Phase.DONE);
    } finally {
      release();
    }
    if (ran != null) {
      ran.over();
    }
    if (waiting != null) {
      wakeAll(waiting);
    }
    if (called instanceof Callbacks several) {
      several.forEach(this::call);
    } else if (called != null) {
      call(called);
    }
    return counts;
  }

  /** Adds a callback; false if it is done. */
  final boolean add(Consumer<?> callback) {
    hold();
    try {
      if (isDone()) {
        return false;
      }
      if (callbacks instanceof Callbacks several) {
        several.add(callback);
      } else if (callbacks == null) {
        callbacks = callback;
      } else {
        Callbacks both = new Callbacks();
        both.add((Consumer<?>) callbacks);
        both.add(callback);
        callbacks = both;
      }
      return true;
    } finally {
      release();
    }
  }

  /** Takes back all callbacks equal to that one. Returns how many there were. */
  final int removeAll(Consumer<?> callback) {
    List<Consumer<?>> equal = new ArrayList<>(callbacks());
    equal.removeIf(other -> !other.equals(callback)); // with no guard held: it is somebody's code
    int removed = 0;
    for (Consumer<?> each : equal) {
      removed += remove(each) ? 1 : 0;
    }
    return removed;
  }

  /** Adds somebody who waits; false if it is done. */
  final boolean add(Wait wait) {
    hold();
    try {
      if (isDone()) {
        return false;
      }
      if (waits == null) {
        waits = new WaitList();
      }
      waits.add(wait);
      return true;
    } finally {
      release();
    }
  }

  /** Somebody waits no more. */
  final void remove(Wait wait) {
    if (isDone()) {
      return; // then it is not in the list any more
    }
    hold();
    try {
      if (waits != null) {
        waits.remove(wait);
      }
    } finally {
      release();
    }
  }

  private static void wakeAll(WaitList waits) {
    for (Wait wait = waits.poll(); wait != null; wait = waits.poll()) {
      wait.wake();
    }
  }

  private static String joined(@Nullable String before, String why) {
    if (before == null || before.isEmpty()) {
      return why;
    }
    boolean repeated = before.equals(why) || before.endsWith("\n" + why);
    return why.isEmpty() || repeated ? before : before + "\n" + why;
  }

  /** The one place where the phase changes. Called under guard. */
  private void move(Phase next) {
    if (phase != Phase.DONE) {
      phase = next;
    }
  }

  private List<Consumer<?>> callbacks() {
    hold();
    try {
      if (callbacks instanceof Callbacks several) {
        return List.copyOf(several);
      }
      return callbacks instanceof Consumer<?> one ? List.of(one) : List.of();
    } finally {
      release();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very same: there may be others that are equal
  private boolean remove(Consumer<?> callback) {
    hold();
    try {
      if (callbacks instanceof Callbacks several) {
        for (int i = 0; i < several.size(); i++) {
          if (several.get(i) == callback) {
            several.remove(i);
            return true;
          }
        }
        return false;
      }
      boolean found = callbacks == callback;
      callbacks = found ? null : callbacks;
      return found;
    } finally {
      release();
    }
  }

  /** Calls back with no guard held. */
  final void call(Object callback) {
    try {
      asCallback(callback).accept(self());
    } catch (Throwable thrown) {
      Platforms.current().report("A done callback of a pending failed.", thrown);
    }
  }

  abstract Pending<T> self();

  @SuppressWarnings("unchecked") // Pending.addDoneCallback sees to that
  private static <P> Consumer<P> asCallback(Object callback) {
    return (Consumer<P>) callback;
  }
}
