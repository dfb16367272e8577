package dev.elara.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A server that {@code elara notebook} started, as a process.
 *
 * @param address where its pages begin, with a slash at the end
 * @param token what opens it; empty if nothing does
 */
record ElaraNotebook(Process process, String address, String token) implements AutoCloseable {

  private static final Pattern LINK = Pattern.compile("Open +(http\\S+/)(?:\\?token=(\\S+))?");

  /** Starts a server of a folder on any port; waits until it has printed its link. */
  static ElaraNotebook start(Path folder, String... options) throws IOException {
    var command =
        PackagedElara.command("notebook", folder.toString(), "--no-browser", "--port", "0");
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command);
    PackagedElara.shareCaches(builder);
    builder.environment().put("ELARA_HISTORY", folder.resolve(".history.sqlite").toString());
    var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    BufferedReader printed = process.inputReader();
    for (var line = printed.readLine(); line != null; line = printed.readLine()) {
      var link = LINK.matcher(line);
      if (link.find()) {
        return new ElaraNotebook(
            process, link.group(1), link.group(2) == null ? "" : link.group(2));
      }
    }
    throw new AssertionError("elara notebook ended without a link");
  }

  /** Ends the server, and its kernels with it. */
  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 60, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly)
        .join();
  }
}
