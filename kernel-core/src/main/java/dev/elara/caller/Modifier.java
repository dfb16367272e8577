package dev.elara.caller;

/** Which caller {@link Caller#of} gives. */
public enum Modifier {
  /** The caller of the current context. */
  CURRENT,
  /** The caller of the main thread. */
  MAIN,
  /** A new one with a thread of its own, or in a browser a context of its own; started. */
  NEW_THREAD,
  /** A new one that runs when it is entered, on the thread that enters it. */
  MANUAL
}
