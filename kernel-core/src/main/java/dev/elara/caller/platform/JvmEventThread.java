package dev.elara.caller.platform;

/** A toolkit's event thread. Thread-safe; never blocks, but for starting the toolkit. */
interface JvmEventThread {

  /** A turn of the event loop inside of an event, for code that cannot be left. */
  interface Nested {

    /** Handles events until {@link #exit}. Called on the event thread. */
    void enter();

    /** Lets {@link #enter} return. Called on the event thread. */
    void exit();
  }

  /** Whether this is it. */
  boolean isHere();

  /** Runs {@code event} on it, behind the events that wait. */
  void later(Runnable event);

  /** A new one. */
  Nested nested();
}
