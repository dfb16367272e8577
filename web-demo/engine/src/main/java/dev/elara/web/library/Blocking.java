package dev.elara.web.library;

import dev.elara.caller.Absence;

/**
 * Where code of a cell blocks: if it runs as a task of a caller, the caller's other tasks run
 * meanwhile. All callers share one thread here, so a cell must suspend itself and nothing else.
 */
public final class Blocking {

  private Blocking() {}

  /** In place of {@code Thread.sleepNanos0}. */
  public static void sleep(long nanos) throws InterruptedException {
    try (var _ = Absence.begin()) {
      sleepNow(nanos);
    }
  }

  /** In place of {@code Unsafe.park}. */
  public static void park(Object unsafe, boolean absolute, long time) {
    try (var _ = Absence.begin()) {
      parkNow(unsafe, absolute, time);
    }
  }

  /** In place of {@code Object.wait0}. */
  public static void await(Object object, long millis) throws InterruptedException {
    try (var _ = Absence.begin()) {
      awaitNow(object, millis);
    }
  }

  /** Before a lock is entered that another thread holds: returns when nobody does. */
  public static void untilFree(Object lock) {
    try (var _ = Absence.begin()) {
      untilFreeNow(lock);
    }
  }

  /** Before a class is used that another thread initialises: that may need its turn for it. */
  @SuppressWarnings("ThreadPriorityCheck") // it is known what there is to wait for
  public static void giveWay() {
    try (var _ = Absence.begin()) {
      Thread.yield();
    }
  }

  private static native void sleepNow(long nanos) throws InterruptedException;

  private static native void parkNow(Object unsafe, boolean absolute, long time);

  private static native void awaitNow(Object object, long millis) throws InterruptedException;

  private static native void untilFreeNow(Object lock);
}
