package dev.elara.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.elara.ws.rest.MediaTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of a folder to this machine's browsers, with the headers that a folder with
 * modules and a service worker wants. Thread-safe; a virtual thread a request.
 */
final class StaticServer implements AutoCloseable {

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts serving.
   *
   * @param port 0 for any
   * @throws IOException if the port is taken
   */
  StaticServer(Path folder, int port) throws IOException {
    this.folder = folder.toRealPath();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where the folder is to be had. */
  String link() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      Path file = file(exchange.getRequestURI().getPath());
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", MediaTypes.of(file.getFileName().toString()));
      headers.set("Cache-Control", "no-cache");
      headers.set("X-Content-Type-Options", "nosniff");
      if (method.equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      long length = Files.size(file);
      exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
      if (length > 0) {
        Files.copy(file, exchange.getResponseBody());
      }
    }
  }

  /** The file at a path, the index of a folder; null if there is none or it lies elsewhere. */
  private @Nullable Path file(String path) throws IOException {
    Path asked;
    try {
      asked = folder.resolve(path.substring(1)).normalize();
    } catch (InvalidPathException odd) {
      return null;
    }
    Path file = Files.isDirectory(asked) ? asked.resolve("index.html") : asked;
    return Files.isRegularFile(file) && file.toRealPath().startsWith(folder) ? file : null;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
