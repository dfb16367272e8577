package dev.elara.caller.platform;

/**
 * Keeps a few fields consistent: held for a few instructions, never while waiting and never while
 * code of somebody else runs. May be entered again by who is inside. Does nothing where there is
 * one thread.
 */
public interface Guard {

  /** Enters. */
  void lock();

  /** Leaves; only the one who entered. */
  void unlock();
}
