package dev.elara.caller;

/** What kind of strand the tasks of a caller run on. */
public enum Backend {
  /** Ordinary threads. */
  PLATFORM,
  /** Virtual threads. */
  VIRTUAL,
  /** Green threads of a browser's single thread. */
  GREEN
}
