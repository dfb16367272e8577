package dev.elara.web.kernel;

/**
 * The end of the program, where there is no process that could end: the page replaces the worker.
 */
public final class Exits {

  private static final long GOODBYE_MILLIS = 200;

  private Exits() {}

  /** In place of {@code Runtime.exit} and {@code halt}: says so, and does not return. */
  public static void exit(Runtime runtime, int status) throws InterruptedException {
    System.out.flush();
    System.err.flush();
    // What was printed gets out first.
    Thread.sleep(GOODBYE_MILLIS);
    Port.send(
        "{\"to\":\"page\",\"ended\":\"a cell called System.exit(" + status + ")\"}", new byte[0][]);
    while (true) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
