package dev.elara.cli.spec;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Program;
import dev.elara.cli.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A JDK on this machine.
 *
 * @param folder where it lies, absolute
 * @param version its version as it says itself, {@code 25.0.1}
 */
public record JavaHome(Path folder, String version) {

  /** The oldest feature release that runs the kernel. */
  static final int OLDEST = 25;

  /** The JDK that runs this process. */
  public static JavaHome current() {
    return of(Path.of(System.getProperty("java.home")));
  }

  /**
   * The JDK in a folder; reads its {@code release} file.
   *
   * @throws CommandFailed if there is none, or one that cannot run the kernel
   */
  public static JavaHome of(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    if (!Files.isExecutable(home.resolve("bin/java"))
        && !Files.isExecutable(home.resolve("bin/java.exe"))) {
      throw new CommandFailed(
          "No JDK at %s: it has no bin/java. --java takes the folder of a JDK %d or newer."
              .formatted(home, OLDEST));
    }
    Properties release = release(home);
    String version = unquoted(release.getProperty("JAVA_VERSION", ""));
    var jdk = new JavaHome(home, version);
    if (jdk.feature() < OLDEST) {
      throw new CommandFailed(
          "The Java at %s is version %s; the kernel needs %d or newer."
              .formatted(home, version.isEmpty() ? "unknown" : version, OLDEST));
    }
    String modules = unquoted(release.getProperty("MODULES", "jdk.compiler"));
    if (!modules.contains("jdk.compiler")) {
      throw new CommandFailed(
          "The Java at %s has no compiler (module jdk.compiler). Take a JDK, not a JRE."
              .formatted(home));
    }
    return jdk;
  }

  /** The feature release, 25 for {@code 25.0.1}; 0 if it is not known. */
  public int feature() {
    String digits = version.split("[^0-9]", 2)[0];
    return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  /** The program that starts a JVM. */
  public Path launcher() {
    Path windows = folder.resolve("bin/java.exe");
    return Files.exists(windows) ? windows : folder.resolve("bin/java");
  }

  /**
   * Starts a JVM with these options once, if there are any; blocks until it has ended.
   *
   * @throws CommandFailed if it does not start
   */
  void startWith(List<String> options) {
    if (options.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(options);
    command.addFirst(launcher().toString());
    command.add("-version");
    try {
      Program.Result result = Program.run(command);
      if (result.exitCode() != 0) {
        throw new CommandFailed(
            "The JVM does not start with %s: %s"
                .formatted(
                    String.join(" ", options), result.said().lines().findFirst().orElse("")));
      }
    } catch (IOException e) {
      throw new CommandFailed("Cannot start %s: %s".formatted(launcher(), Reason.of(e)));
    }
  }

  private static Properties release(Path home) {
    var release = new Properties();
    try (var in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
      return release;
    } catch (IOException e) {
      throw new CommandFailed(
          "Cannot tell the version of the Java at %s: %s".formatted(home, Reason.of(e)));
    }
  }

  private static String unquoted(String value) {
    return value.replace("\"", "").strip();
  }
}
