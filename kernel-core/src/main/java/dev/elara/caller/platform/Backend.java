package dev.elara.caller.platform;

/** The kinds of strands a caller runs its tasks on. */
public enum Backend {
  /** Ordinary threads, pooled by the caller. */
  PLATFORM,
  /** Virtual threads: a million may wait at once. */
  VIRTUAL,
  /** Strands that take turns in the one thread of a browser. */
  GREEN
}
