package dev.elara.caller;

/** Thrown to a waiter whose time is up. */
public final class PendingTimeout extends RuntimeException {

  public PendingTimeout(String message) {
    super(message);
  }
}
