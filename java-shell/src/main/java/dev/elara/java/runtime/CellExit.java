package dev.elara.java.runtime;

/**
 * Remembers with which code a cell ends the process: shutdown hooks are not told, and one that has
 * to end it in haste would not know.
 *
 * <p>Public because code of cells calls it; not for use by hand. Thread-safe.
 */
public final class CellExit {

  private static volatile int status = 1;

  private CellExit() {}

  /** The code a cell has asked for; 1 if none has. Never blocks. */
  public static int status() {
    return status;
  }

  @CellCalls.InPlaceOf(value = System.class, isStatic = true)
  public static void exit(int code) {
    status = code;
    System.exit(code);
  }

  @CellCalls.InPlaceOf(Runtime.class)
  public static void exit(Runtime runtime, int code) {
    status = code;
    runtime.exit(code);
  }
}
