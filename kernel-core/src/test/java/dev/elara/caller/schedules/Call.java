package dev.elara.caller.schedules;

import dev.elara.caller.Pending;
import org.jspecify.annotations.Nullable;

/** One call that a program scheduled: what became of it, and what its pending should say. */
final class Call {

  final int number;
  @Nullable Pending<Integer> pending;
  private int runs;
  private boolean over;
  private @Nullable Throwable thrown;

  Call(int number) {
    this.number = number;
  }

  void begins() {
    runs++;
  }

  int returns() {
    over = true;
    return number;
  }

  <E extends Throwable> E fails(E failure) {
    over = true;
    thrown = failure;
    return failure;
  }

  /** What is wrong with it now that all is over; null if nothing is. */
  @Nullable String wrong() {
    Pending<Integer> ending = pending;
    if (ending == null) {
      return "was never scheduled";
    }
    if (!ending.done()) {
      return "is not done: " + ending;
    }
    if (runs > 1) {
      return "ran " + runs + " times";
    }
    if (runs == 1 && !over) {
      return "is done, but what it runs has not ended";
    }
    if (ending.cancelled()) {
      return null;
    }
    return runs == 0 ? "is done and not cancelled, but never ran" : wrongOutcome(ending);
  }

  @SuppressWarnings("ReferenceEquality") // the very failure
  private @Nullable String wrongOutcome(Pending<Integer> ending) {
    Throwable exception = ending.exception();
    if (exception != thrown) {
      return "threw " + thrown + ", but its pending has " + exception;
    }
    boolean same = thrown != null || ending.result() == number;
    return same ? null : "returned " + number + ", but its pending has " + ending.result();
  }
}
