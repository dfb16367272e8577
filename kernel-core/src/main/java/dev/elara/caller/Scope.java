package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** The time a thread spends in a caller. Closing the outermost one stops the caller. */
public final class Scope implements AutoCloseable {

  private final Caller caller;
  private final @Nullable Home home;
  private boolean closed; // only the thread that entered comes here

  Scope(Caller caller, @Nullable Home home) {
    this.caller = caller;
    this.home = home;
  }

  /** The caller that was entered. */
  public Caller caller() {
    return caller;
  }

  /**
   * Leaves. The outermost scope of a caller stops it; if the thread was made the caller's own by
   * entering, this blocks until the caller has stopped.
   *
   * @throws IllegalStateException on another thread than the one that entered
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (home == null) {
      caller.leaveScope();
    } else {
      home.leave(caller);
    }
    closed = true;
  }
}
