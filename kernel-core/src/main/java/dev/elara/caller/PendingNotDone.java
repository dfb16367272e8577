package dev.elara.caller;

/** Thrown where the outcome of a {@link Pending} is asked for before there is one. */
public final class PendingNotDone extends IllegalStateException {

  public PendingNotDone(String message) {
    super(message);
  }
}
