package dev.elara.caller;

import java.time.Duration;

/** Thrown to whoever waited on a {@link Pending} for as long as it wanted to. */
public final class PendingTimeout extends RuntimeException {

  PendingTimeout(Duration waited, Pending<?> pending) {
    super("Waited for " + waited.toMillis() + " ms, and it was not done: " + pending);
  }
}
