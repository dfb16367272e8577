package dev.elara.web.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A static server of a folder that knows what a page is made of, and no more. */
public final class FolderServer implements AutoCloseable {

  private final Path folder;
  private final Map<String, String> headers;
  private final HttpServer server;

  /** Serves a folder at a free port of this machine until it is closed. */
  public FolderServer(Path folder) throws IOException {
    this(folder, Map.of());
  }

  /** One that sends these headers with all it sends. */
  public FolderServer(Path folder, Map<String, String> headers) throws IOException {
    this.folder = folder;
    this.headers = headers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where a file of the folder is to be had. */
  public String address(String name) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + name;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      Path file = folder.resolve(name.endsWith("/") ? name + "index.html" : name);
      if (name.isEmpty()) {
        send(exchange, "text/html", "<!doctype html><title>Elara</title>".getBytes(UTF_8));
      } else if (Files.isRegularFile(file)) {
        send(exchange, type(file.toString()), Files.readAllBytes(file));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js", "mjs" -> "text/javascript";
      case "html" -> "text/html";
      case "css" -> "text/css";
      case "svg" -> "image/svg+xml";
      default -> "application/octet-stream";
    };
  }

  private void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
