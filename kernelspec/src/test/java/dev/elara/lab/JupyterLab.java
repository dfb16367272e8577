package dev.elara.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A Jupyter server of its own: own folders, own port, own token, no word to the outside. */
final class JupyterLab implements AutoCloseable {

  private static final String TOKEN = "token-of-the-tests";
  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final Path log;
  private final int port;
  private final Application application;

  /** What is shown to a browser. */
  enum Application {
    LAB("jupyterlab", "/lab/tree/%s?reset&token=%s"),
    NOTEBOOK("notebook", "/notebooks/%s?token=%s");

    private final String module;
    private final String address;

    Application(String module, String address) {
      this.module = module;
      this.address = address;
    }
  }

  private JupyterLab(Process process, Path log, int port, Application application) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.application = application;
  }

  /**
   * Starts a server on {@code notebooks} and waits until it answers.
   *
   * @param kernels a folder with {@code kernels/} in it
   * @param home where it may keep what it likes
   * @param options further options of its command line
   */
  static JupyterLab start(
      Application application, Path notebooks, Path kernels, Path home, String... options)
      throws IOException, InterruptedException {
    var python = Path.of("..", ".venv", "bin", "python").toAbsolutePath().normalize();
    assertThat(python).as("./elara test --prepare installs JupyterLab").isExecutable();
    writeSettings(home);
    int port = freePort();
    var log = home.resolve("jupyterlab.log");
    List<String> command =
        List.of(
            python.toString(),
            "-m",
            application.module,
            "--no-browser",
            "--allow-root",
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.port=" + port,
            "--ServerApp.port_retries=0",
            "--ServerApp.root_dir=" + notebooks,
            "--IdentityProvider.token=" + TOKEN,
            "--LabApp.extension_manager=readonly",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate");
    var builder = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(options)).toList());
    builder
        .environment()
        .putAll(
            Map.of(
                "JUPYTER_PATH", kernels.toString(),
                "JUPYTER_CONFIG_DIR", home.resolve("config").toString(),
                "JUPYTER_DATA_DIR", home.resolve("data").toString(),
                "JUPYTER_RUNTIME_DIR", home.resolve("runtime").toString(),
                "JUPYTERLAB_SETTINGS_DIR", home.resolve("settings").toString(),
                "JUPYTERLAB_WORKSPACES_DIR", home.resolve("workspaces").toString()));
    var process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(home.toFile())
            .start();
    process.getOutputStream().close();
    var lab = new JupyterLab(process, log, port, application);
    try {
      lab.waitUntilItAnswers();
    } catch (IOException | InterruptedException | AssertionError e) {
      lab.close();
      throw e;
    }
    return lab;
  }

  /** Where a notebook is opened. */
  String url(String notebook) {
    return "http://127.0.0.1:" + port + application.address.formatted(notebook, TOKEN);
  }

  private void waitUntilItAnswers() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/status?token=" + TOKEN))
            .build();
    var deadline = Instant.now().plus(START);
    try (var client = HttpClient.newHttpClient()) {
      while (true) {
        assertThat(process.isAlive()).as("%s", Log.of(log)).isTrue();
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          assertThat(Instant.now()).as("the server's start: %s", Log.of(log)).isBefore(deadline);
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static void writeSettings(Path home) throws IOException {
    var notifications =
        home.resolve("settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings");
    Files.createDirectories(notifications.getParent());
    Files.writeString(notifications, "{\"fetchNews\": \"false\", \"checkForUpdates\": false}");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends the server and the kernels it started. */
  @Override
  public void close() {
    List<ProcessHandle> kernels = process.descendants().toList();
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 15, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly)
        .join();
    kernels.forEach(ProcessHandle::destroyForcibly);
  }

  /** Reads a log only when an assertion needs it. */
  private record Log(Path file) {
    static Log of(Path file) {
      return new Log(file);
    }

    @Override
    public String toString() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        return "no log: " + e;
      }
    }
  }
}
