package dev.elara.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as it was packaged, run as a process. */
public final class PackagedElara {

  private static final Path LIBRARIES =
      Path.of(System.getProperty("elara.libraries", "target/elara/lib"));

  private PackagedElara() {}

  /** Installs the kernel into a folder, as {@code elara install --prefix} does. */
  static void install(Path prefix) throws IOException, InterruptedException {
    run("install", "--prefix", prefix.toString());
  }

  /** What runs the command line with these arguments. */
  public static List<String> command(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                mainJar().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Servers of the tests start their kernels from one cache, which the first of them makes. */
  public static void shareCaches(ProcessBuilder server) {
    server
        .environment()
        .put("XDG_CACHE_HOME", LIBRARIES.resolveSibling("caches").toAbsolutePath().toString());
  }

  private static void run(String... arguments) throws IOException, InterruptedException {
    var command = command(arguments);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
  }

  private static Path mainJar() throws IOException {
    try (var jars = Files.newDirectoryStream(LIBRARIES, "kernelspec*.jar")) {
      return jars.iterator().next();
    }
  }
}
