package dev.elara.caller.platform;

/**
 * Lets one strand sleep until it is called. Holds one permit: an unpark that comes first makes the
 * next park return at once.
 */
public interface Parker {

  /**
   * Sleeps until there is a permit and takes it. Only one strand may use a parker at a time. A
   * {@code Thread.interrupt} does not end the sleep; the flag is set again afterwards.
   */
  void park();

  /**
   * Like {@link #park}, but an interrupt ends the sleep.
   *
   * @return false if the thread was interrupted before there was a permit; its flag is set
   */
  boolean parkInterruptibly();

  /** Gives the permit. Never blocks; any thread. */
  void unpark();
}
