package dev.elara.caller.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A screen that only a test sees: an X server without a display, started for it. On systems that do
 * not have X, the screen in front of the user.
 */
final class Screen implements AutoCloseable {

  private final @Nullable Process server;
  private final @Nullable String display;

  private Screen(@Nullable Process server, @Nullable String display) {
    this.server = server;
    this.display = display;
  }

  /** A new one. Fails if there is no Xvfb, and says how to get it. */
  static Screen open() throws IOException {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return new Screen(null, null);
    }
    Process server;
    try {
      server =
          new ProcessBuilder(
                  "Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new IOException(
          "Xvfb cannot be started, and windows are tested on it. Get it with `./elara test"
              + " --prepare`, or `apt-get install xvfb`.",
          e);
    }
    BufferedReader output = server.inputReader(StandardCharsets.US_ASCII);
    String number = output.readLine(); // written when it listens
    if (number == null) {
      throw new IOException("Xvfb ended with " + server.onExit().join().exitValue() + " at once.");
    }
    return new Screen(server, ":" + number.strip());
  }

  /** Lets a process that is to be started show its windows here. */
  void show(ProcessBuilder program) {
    if (display != null) {
      program.environment().put("DISPLAY", display);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.destroy();
    }
  }
}
