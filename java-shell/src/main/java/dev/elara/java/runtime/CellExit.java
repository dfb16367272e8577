package dev.elara.java.runtime;

import java.util.concurrent.CompletableFuture;

/**
 * How a cell ends the process: with which code, which shutdown hooks are not told, so that one that
 * has to end it in haste knows; and not before what the cell has printed has left it.
 *
 * <p>Public because code of cells calls it; not for use by hand. Thread-safe.
 */
public final class CellExit {

  /** That of a process ended by SIGTERM, as it is if no cell asked for the end. */
  private static final int TERMINATED = 128 + 15;

  private static volatile int status = TERMINATED;
  private static volatile Runnable lastWords = () -> {};

  private CellExit() {}

  /** The code a cell has asked for; 143, as after SIGTERM, if none has. Never blocks. */
  public static int status() {
    return status;
  }

  /**
   * Has something done before a cell halts the process, for which no shutdown hook runs. It runs on
   * a thread of its own, and the process lives until it ends. Never blocks.
   */
  public static void beforeHalt(Runnable words) {
    lastWords = words;
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

  @CellCalls.InPlaceOf(Runtime.class)
  public static void halt(Runtime runtime, int code) {
    status = code;
    try {
      // Joined whatever happens: the kernel that ends interrupts its cells, this one too.
      CompletableFuture.runAsync(lastWords, CellExit::start).join();
    } finally {
      runtime.halt(code);
    }
  }

  private static void start(Runnable words) {
    Thread.ofPlatform().daemon().name("elara-last-words").start(words);
  }
}
