package dev.elara.web.library;

/** Threads' beginnings and ends. */
public final class Threads {

  private static long identifiers = 2;

  private Threads() {}

  /** A number no thread has yet. */
  public static long nextIdentifier() {
    return ++identifiers;
  }

  /** The first method of every thread. */
  @SuppressWarnings("DoNotCall") // this is where run is called from
  public static void run(Thread thread) {
    try {
      thread.run();
    } catch (Throwable thrown) {
      Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
      handler.uncaughtException(thread, thrown);
    }
  }
}
