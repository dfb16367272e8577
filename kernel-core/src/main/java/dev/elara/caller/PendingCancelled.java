package dev.elara.caller;

/** Thrown to whoever waits on a {@link Pending} that was cancelled; the message says why. */
public final class PendingCancelled extends RuntimeException {

  public PendingCancelled(String message) {
    super(message);
  }
}
