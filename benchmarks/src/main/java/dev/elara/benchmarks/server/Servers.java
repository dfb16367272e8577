package dev.elara.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts notebook servers as a user does, in the folder from which this is run. */
final class Servers {

  /**
   * A server in a process of its own, with folders of its own.
   *
   * @param kernel the name of the kernel it starts
   */
  record Server(
      String name, Process process, URI base, String token, String kernel, HttpClient http)
      implements AutoCloseable {

    /** Sends a request; the answer's body. */
    String call(String method, String path, String body) throws Exception {
      var request =
          HttpRequest.newBuilder(base.resolve(path))
              .header("Authorization", "token " + token)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new IOException(name + " answered " + response.statusCode() + ": " + response.body());
      }
      return response.body();
    }

    /** Starts a kernel; its id. */
    String newKernel() throws Exception {
      Matcher id =
          Pattern.compile("\"id\": ?\"([^\"]+)\"")
              .matcher(call("POST", "api/kernels", "{\"name\": \"" + kernel + "\"}"));
      if (!id.find()) {
        throw new IOException(name + " gave no kernel");
      }
      return id.group(1);
    }

    void delete(String id) throws Exception {
      call("DELETE", "api/kernels/" + id, "");
    }

    @Override
    public void close() {
      List<ProcessHandle> all = process.descendants().toList();
      process.destroy();
      process.onExit().join();
      all.forEach(ProcessHandle::destroy);
    }
  }

  private static final String TOKEN = "benchmark";

  private Servers() {}

  /** {@code elara notebook} as these sources build it. */
  static Server elara() throws Exception {
    Path folder = Files.createTempDirectory("elara-figures");
    var builder =
        new ProcessBuilder(
            "./elara",
            "notebook",
            folder.toString(),
            "--no-browser",
            "--port=0",
            "--token=" + TOKEN);
    builder.environment().put("ELARA_HISTORY", folder.resolve(".history.sqlite").toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader printed = process.inputReader();
    Pattern link = Pattern.compile("Open +(http\\S+/)\\?");
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      Matcher found = link.matcher(line);
      if (found.find()) {
        return new Server(
            "elara",
            process,
            URI.create(found.group(1)),
            TOKEN,
            "elara",
            HttpClient.newHttpClient());
      }
    }
    throw new IOException("elara notebook printed no link");
  }

  /** Jupyter Server with ipykernel, as {@code ./elara test --prepare} installs them. */
  static Server jupyter() throws Exception {
    Path python = Path.of(".venv/bin/python").toAbsolutePath();
    Path folder = Files.createTempDirectory("jupyter-figures");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var builder =
        new ProcessBuilder(
            python.toString(),
            "-m",
            "jupyter_server",
            "--no-browser",
            "--allow-root",
            "--ServerApp.port=" + port,
            "--ServerApp.root_dir=" + folder,
            "--IdentityProvider.token=" + TOKEN);
    builder
        .environment()
        .putAll(
            Map.of(
                "JUPYTER_CONFIG_DIR", folder.resolve("config").toString(),
                "JUPYTER_DATA_DIR", folder.resolve("data").toString(),
                "JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString(),
                "IPYTHONDIR", folder.resolve("ipython").toString()));
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    URI base = URI.create("http://127.0.0.1:" + port + "/");
    var server =
        new Server("jupyter_server", process, base, TOKEN, "python3", HttpClient.newHttpClient());
    while (true) {
      try {
        server.call("GET", "api/status", "");
        return server;
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IOException("jupyter_server ended; run ./elara test --prepare", notYet);
        }
        Thread.sleep(50);
      }
    }
  }
}
