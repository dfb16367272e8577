package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** Thrown to whoever waits on a {@link Pending} that was cancelled; the message says why. */
public final class PendingCancelled extends RuntimeException {

  public PendingCancelled(String message) {
    super(message);
  }

  /** Cancelled, and what was cancelled failed while it cleaned up. */
  PendingCancelled(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
