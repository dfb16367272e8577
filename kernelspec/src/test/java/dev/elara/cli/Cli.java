package dev.elara.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged command line, started as a process of its own. */
public final class Cli {

  private static final long PATIENCE_SECONDS = 300;

  private Cli() {}

  /** What a process left. */
  public record Result(int exitCode, String out, String err) {}

  /** A process whose output goes to files, so that it never waits for a reader. */
  public record Started(Process process, Path out, Path err) {

    /** Waits for its end. */
    public Result result() {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("Still running after five minutes; it said:\n" + readErr());
        }
        return new Result(process.exitValue(), Files.readString(out, UTF_8), readErr());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /** What it has written to standard output so far. */
    public String readOut() {
      return read(out);
    }

    /** What it has written to standard error so far. */
    public String readErr() {
      return read(err);
    }

    private static String read(Path file) {
      try {
        return Files.readString(file, UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Sends a signal, as {@code kill} does. */
    public void signal(String name) {
      try {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
            .isZero();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Runs it to its end. */
  public static Result run(Path folder, String... arguments) {
    return start(folder, Map.of(), arguments).result();
  }

  /** Starts it in a folder, with variables added to the environment. */
  public static Started start(Path folder, Map<String, String> environment, String... arguments) {
    return start(folder, environment, command(arguments));
  }

  /** The command line of a call. */
  public static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-jar");
    command.add(Path.of(System.getProperty("elara.libraries"), "kernelspec.jar").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts any command. */
  public static Started start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "process", ".out");
      Path err = Files.createTempFile(folder, "process", ".err");
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("JUPYTER"));
      // What a kernel keeps for its user stays with the test.
      builder.environment().put("XDG_DATA_HOME", folder.resolve("share").toString());
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      return new Started(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
