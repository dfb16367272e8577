package dev.elara.web.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The folder with the compiled program, and a server for it that only this machine reaches. */
final class Web implements AutoCloseable {

  /** Where the build put the program and the pages. */
  static final Path FOLDER =
      Path.of(System.getProperty("web.directory", "target/web")).toAbsolutePath();

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "mjs", "text/javascript", "wasm", "application/wasm");

  private final HttpServer server;

  Web() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Web::answer);
    server.start();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      Path file = FOLDER.resolve(name).normalize();
      if (!file.startsWith(FOLDER) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, Files.size(file));
      Files.copy(file, exchange.getResponseBody());
    }
  }

  /** The address of a page. */
  String address(String page) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + page;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
