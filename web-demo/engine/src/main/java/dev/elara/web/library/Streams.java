package dev.elara.web.library;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard streams as long as nobody else takes them. */
public final class Streams {

  private Streams() {}

  /** Makes them System's. */
  public static void install() {
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(new Log(), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Log(), true, StandardCharsets.UTF_8));
  }

  /** Goes to the host's log. */
  private static final class Log extends OutputStream {

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      log(new String(bytes, from, count, StandardCharsets.UTF_8));
    }
  }

  private static native void log(String text);
}
