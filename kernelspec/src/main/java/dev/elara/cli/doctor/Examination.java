package dev.elara.cli.doctor;

import dev.elara.cli.Program;
import dev.elara.cli.Reason;
import dev.elara.cli.client.LocalConnection;
import dev.elara.cli.config.Configuration;
import dev.elara.cli.spec.DataFolders;
import dev.elara.cli.spec.Installation;
import dev.elara.cli.spec.JavaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at everything a kernel depends on, from the ground up. */
final class Examination {

  private static final String AGAIN = "Install it again with `elara install`.";

  private final DataFolders folders;
  private final Consumer<Finding> findings;

  Examination(DataFolders folders, Consumer<Finding> findings) {
    this.folders = folders;
    this.findings = findings;
  }

  /** Looks at all of it; blocks for some seconds. Each finding is told as it is made. */
  void make() {
    java();
    ports();
    configuration();
    kernelspecs();
    clients();
  }

  private void java() {
    JavaHome java = JavaHome.current();
    findings.accept(Finding.ok("JDK", "Java %s in %s".formatted(java.version(), java.folder())));
  }

  private void ports() {
    try {
      Path folder = Files.createTempDirectory("elara-doctor");
      LocalConnection connection = LocalConnection.in(folder);
      Files.delete(connection.file());
      Files.delete(folder);
      findings.accept(
          Finding.ok("ports", "a kernel can listen, at 127.0.0.1 " + connection.ports().values()));
    } catch (IOException e) {
      findings.accept(
          Finding.failure(
              "ports",
              Reason.of(e),
              "A kernel listens on five ports of 127.0.0.1 and keeps files in %s; allow both."
                  .formatted(System.getProperty("java.io.tmpdir"))));
    }
  }

  private void configuration() {
    Configuration configuration = Configuration.ofProcess();
    for (String problem : configuration.problems()) {
      findings.accept(
          Finding.failure("configuration", problem, "docs/configuration.md says what it may be."));
    }
    if (configuration.problems().isEmpty()) {
      findings.accept(
          Finding.ok(
              "configuration",
              Files.exists(configuration.file())
                  ? configuration.file().toString()
                  : "none (%s would be it)".formatted(configuration.file())));
    }
  }

  private void kernelspecs() {
    List<Installation> installations = folders.installations();
    if (installations.isEmpty()) {
      findings.accept(
          Finding.failure(
              "kernelspecs",
              "none is installed; looked into "
                  + folders.all().stream().map(Path::toString).collect(Collectors.joining(", ")),
              "Jupyter knows the kernel after `elara install`."));
    }
    Map<String, Installation> first = new HashMap<>();
    for (Installation installation : installations) {
      Installation hiding = first.putIfAbsent(installation.name(), installation);
      if (hiding == null) {
        examine(installation);
      } else {
        findings.accept(
            Finding.warning(
                "kernelspec " + installation.name(),
                "%s is hidden by %s".formatted(installation.folder(), hiding.folder()),
                "`elara uninstall` removes one, with --prefix or --sys-prefix the other."));
      }
    }
  }

  private void examine(Installation installation) {
    String subject = "kernelspec " + installation.name();
    List<String> damages = installation.damages();
    if (!damages.isEmpty()) {
      damages.forEach(damage -> findings.accept(Finding.failure(subject, damage, AGAIN)));
      return;
    }
    findings.accept(
        Finding.ok(
            subject, "%s, version %s".formatted(installation.folder(), installation.version())));
    findings.accept(cache(installation));
    new RoundTrip(installation, findings).make();
  }

  /** Whether a JVM that may not do without the cache starts. */
  private static Finding cache(Installation installation) {
    String subject = "cache of " + installation.name();
    List<String> command = installation.commandLine();
    if (!command.contains("-XX:AOTMode=auto")) {
      return Finding.ok(subject, "none: it was installed without one");
    }
    List<String> insisting =
        command.stream()
            .filter(word -> !word.startsWith("-Xlog:"))
            .map(word -> word.replace("-XX:AOTMode=auto", "-XX:AOTMode=on"))
            .map(word -> word.equals("kernel") ? "--version" : word)
            .filter(word -> !word.equals("{connection_file}"))
            .toList();
    try {
      Program.Result result = Program.run(insisting);
      return result.exitCode() == 0
          ? Finding.ok(subject, "in use")
          : Finding.warning(
              subject, "its JVM cannot use it, so kernels start slower:\n" + result.said(), AGAIN);
    } catch (IOException e) {
      return Finding.warning(subject, Reason.of(e), AGAIN);
    }
  }

  private void clients() {
    try {
      Program.Result result = Program.run(List.of("jupyter", "--version"));
      List<String> versions =
          result
              .said()
              .lines()
              .filter(line -> line.contains(":") && !line.contains("not installed"))
              .map(line -> line.replaceAll("\\s*:\\s*", " ").strip())
              .filter(line -> line.matches("[\\w-]+ [0-9].*"))
              .toList();
      findings.accept(
          result.exitCode() == 0 && !versions.isEmpty()
              ? Finding.ok("clients", String.join(", ", versions))
              : Finding.warning(
                  "clients",
                  "`jupyter --version` ended with %d:\n%s"
                      .formatted(result.exitCode(), result.said()),
                  "Repair the Python environment that `jupyter` on the PATH belongs to."));
    } catch (IOException _) {
      findings.accept(
          Finding.warning(
              "clients",
              "there is no `jupyter` on the PATH",
              "Activate the Python environment it is in, or `pip install jupyterlab`."
                  + " `elara run` needs none."));
    }
  }
}
