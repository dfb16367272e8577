package dev.elara.java.runtime;

import dev.elara.shell.StreamName;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * The process's standard streams, replaced once by streams that know for which cell a thread works.
 * Thread-safe.
 */
public final class RoutedStreams {

  /** Guarded by the class. */
  private static boolean installed;

  private RoutedStreams() {}

  /**
   * Replaces {@code System.out}, {@code System.err} and {@code System.in}, unless that has been
   * done. Threads that work for no cell keep using the streams that were there.
   */
  public static synchronized void install() {
    if (installed) {
      return;
    }
    installed = true;
    PrintStream out = System.out;
    PrintStream err = System.err;
    InputStream in = System.in;
    System.setOut(new RoutedOutput(StreamName.STDOUT, out));
    System.setErr(new RoutedOutput(StreamName.STDERR, err));
    System.setIn(new RoutedInput(in));
  }
}
