package org.teavm.classlib.java.util.concurrent.locks;

/**
 * {@code ReentrantLock} where there is one thread: it is always free. TeaVM takes it for the JDK's
 * by its package and name.
 */
public class TReentrantLock {

  /** A free lock. */
  public TReentrantLock(boolean fair) {}

  /** Takes it, at once. */
  public void lock() {}

  /** Gives it back. */
  public void unlock() {}
}
