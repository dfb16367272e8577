package dev.elara.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.cli.Reason;
import dev.elara.cli.client.KernelClient;
import dev.elara.cli.client.KernelClient.Channel;
import dev.elara.cli.client.KernelClient.Said;
import dev.elara.cli.client.LocalConnection;
import dev.elara.cli.client.NoAnswer;
import dev.elara.cli.config.Configuration;
import dev.elara.cli.config.StartupCell;
import dev.elara.cli.spec.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a kernel as Jupyter does, asks it who it is, and lets it run a cell. What the user wants
 * each kernel to begin with runs as cells of this client, which hears how each of them ends.
 */
final class RoundTrip {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CHARACTERS_SHOWN = 2000;

  private final Installation installation;
  private final String subject;
  private final Consumer<Finding> findings;

  RoundTrip(Installation installation, Consumer<Finding> findings) {
    this.installation = installation;
    this.subject = "kernel " + installation.name();
    this.findings = findings;
  }

  /** Does it; blocks for as long as it takes, and leaves nothing behind. */
  void make() {
    @Nullable Path folder = null;
    @Nullable Process kernel = null;
    try {
      folder = Files.createTempDirectory("elara-doctor");
      LocalConnection connection = LocalConnection.in(folder);
      Path said = folder.resolve("said");
      long began = System.nanoTime();
      kernel = start(connection, said);
      try (var client = new KernelClient(connection, PATIENCE)) {
        introduce(client, kernel, began);
        begin(client);
        compute(client);
        client.ask(Channel.CONTROL, "shutdown_request", Map.of("restart", false));
        end(kernel);
      } catch (NoAnswer e) {
        findings.accept(Finding.failure(subject, e.getMessage() + words(said), advice()));
      }
    } catch (IOException e) {
      findings.accept(Finding.failure(subject, Reason.of(e), advice()));
    } finally {
      if (kernel != null) {
        kernel.destroyForcibly();
      }
      delete(folder);
    }
  }

  private Process start(LocalConnection connection, Path said) throws IOException {
    List<String> command =
        installation.commandLine().stream()
            .map(word -> word.replace("{connection_file}", connection.file().toString()))
            .toList();
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(installation.environment());
    builder.environment().putAll(Configuration.nothing());
    Process kernel = builder.redirectOutput(said.toFile()).start();
    kernel.getOutputStream().close();
    return kernel;
  }

  private void introduce(KernelClient client, Process kernel, long began) {
    client.send(Channel.SHELL, "kernel_info_request", Map.of());
    Optional<Said> info = Optional.empty();
    while (info.isEmpty()) {
      long waited = System.nanoTime() - began;
      if (!kernel.isAlive()) {
        throw new NoAnswer("it ended with %d.".formatted(kernel.exitValue()));
      }
      if (waited > PATIENCE.toNanos()) {
        throw new NoAnswer("it says nothing.");
      }
      info = client.receive(Channel.SHELL, Duration.ofMillis(100));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    findings.accept(
        Finding.ok(
            subject,
            "%s, answered after %.2f s".formatted(info.get().content().get("banner"), seconds)));
  }

  private void compute(KernelClient client) {
    String cell = client.sendCell("1 + 1");
    Map<?, ?> reply = client.reply(Channel.SHELL, cell);
    boolean two =
        client.published(cell).stream()
            .map(said -> said.content().get("data"))
            .anyMatch(data -> data instanceof Map<?, ?> map && "2".equals(map.get("text/plain")));
    findings.accept(
        two
            ? Finding.ok(subject, "computes: 1 + 1 is 2")
            : Finding.failure(subject, "1 + 1 is not 2: " + reply, advice()));
  }

  private void begin(KernelClient client) {
    Map<String, String> environment = installation.environment();
    var configuration =
        Configuration.of(name -> environment.getOrDefault(name, System.getenv(name)));
    for (StartupCell cell : configuration.startup()) {
      Map<?, ?> reply = client.ask(Channel.SHELL, "execute_request", cell.request());
      if (!"ok".equals(reply.get("status"))) {
        findings.accept(
            Finding.failure(
                subject,
                "What a kernel begins with failed (%s): %s: %s"
                    .formatted(cell.origin(), reply.get("ename"), reply.get("evalue")),
                "Mend it or leave it out of the configuration; kernels work without it."));
      }
    }
  }

  private static void end(Process kernel) {
    try {
      kernel.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String advice() {
    return "Look at %s and at the options in jvm.options beside it, or `elara install` again."
        .formatted(installation.folder().resolve("kernel.json"));
  }

  private static String words(Path said) throws IOException {
    String text = Files.readString(said, UTF_8).strip();
    return text.isEmpty()
        ? " It wrote nothing."
        : " It wrote:\n" + text.substring(Math.max(0, text.length() - CHARACTERS_SHOWN));
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException _) {
      // Something is left in the folder for temporary files; that is no finding.
    }
  }
}
