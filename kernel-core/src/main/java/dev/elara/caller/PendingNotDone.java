package dev.elara.caller;

/** Thrown to whoever asks an unfinished {@link Pending} for its outcome without waiting. */
public final class PendingNotDone extends IllegalStateException {

  PendingNotDone(Pending<?> pending) {
    super("Not done yet: " + pending + ". Wait for it with await() or waitSync().");
  }
}
