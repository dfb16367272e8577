package dev.elara.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elara.lab.PackagedElara;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code elara notebook} as a process of its own, on a folder. */
final class NotebookServer implements AutoCloseable {

  static final String TOKEN = "token-of-the-tests";

  private final Path folder;
  private final Path home;
  private Process process;
  private int port;

  private NotebookServer(Path folder, Path home) throws IOException {
    this.folder = folder;
    this.home = home;
    this.process = launch();
  }

  /** Starts one on {@code folder}, with its caches and its log in {@code home}. */
  static NotebookServer start(Path folder, Path home) throws IOException {
    return new NotebookServer(folder, home);
  }

  /** Ends it and starts it anew on the same port. */
  void restart() throws IOException {
    close();
    process = launch();
  }

  /** Restarts all of its kernels, as another client would. */
  void restartKernels() {
    for (var kernel : kernels()) {
      call("POST", "api/kernels/" + kernel + "/restart");
    }
  }

  /** Shuts all of its kernels down, as another client would. */
  void shutDownKernels() {
    for (var kernel : kernels()) {
      call("DELETE", "api/kernels/" + kernel);
    }
  }

  private List<String> kernels() {
    return all("id");
  }

  /** When each of its kernels was told or said something last. */
  List<String> lastActivity() {
    return all("last_activity");
  }

  private List<String> all(String field) {
    try {
      return new ObjectMapper().readTree(call("GET", "api/kernels")).findValuesAsText(field);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private String call(String method, String path) {
    var address = URI.create("http://127.0.0.1:" + port + "/" + path);
    var request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "token " + TOKEN)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var response = http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
      assertThat(response.statusCode()).as(method + " " + path).isLessThan(300);
      return response.body();
    }
  }

  private Process launch() throws IOException {
    var builder =
        new ProcessBuilder(
            PackagedElara.command(
                "notebook",
                folder.toString(),
                "--no-browser",
                "--token",
                TOKEN,
                "--port",
                Integer.toString(port)));
    PackagedElara.shareCaches(builder);
    builder.environment().put("ELARA_HISTORY", home.resolve("history.sqlite").toString());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(home.resolve("server.log").toFile()));
    var started = builder.start();
    started.getOutputStream().close();
    port = portOf(started.inputReader());
    return started;
  }

  private static int portOf(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("Open ")) {
        return Integer.parseInt(line.replaceFirst(".*://[^/]*:(\\d+)/.*", "$1"));
      }
    }
    throw new AssertionError("The server ended before it printed its link; see server.log.");
  }

  int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the server ends when told").isTrue();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
