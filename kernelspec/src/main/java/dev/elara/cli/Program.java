package dev.elara.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end. Stateless. */
public final class Program {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Program() {}

  /**
   * What a program left.
   *
   * @param exitCode how it ended
   * @param said what it wrote, both streams
   */
  public record Result(int exitCode, String said) {}

  /**
   * Runs it and waits for its end, for a minute at most.
   *
   * @throws IOException if it cannot be started or does not end in a minute
   */
  public static Result run(List<String> command) throws IOException {
    Path said = Files.createTempFile("elara-program", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      process.getOutputStream().close();
      try {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("%s does not end".formatted(command.getFirst()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), Files.readString(said, UTF_8).strip());
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
