package dev.elara.ws;

import dev.elara.kernel.Kernel;
import dev.elara.shell.EchoShell;
import dev.elara.ws.kernels.EmbeddedLauncher;
import dev.elara.ws.kernels.KernelSpec;
import dev.elara.ws.wire.Json;
import dev.elara.ws.wire.Subprotocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server on a real port, with kernels of the echo language in this JVM. */
abstract class ServerOnAPort {

  private static final KernelSpec ECHO = new KernelSpec("echo", "Echo", "echo");

  @TempDir Path directory;
  final HttpClient http = HttpClient.newHttpClient();
  ElaraServer server;

  @BeforeEach
  void start() throws IOException {
    server = builder().start();
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  ServerBuilder builder() {
    return ElaraServer.builder(new EmbeddedLauncher(ECHO, () -> Kernel.builder(new EchoShell())))
        .directory(directory);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> call(String method, String path, @Nullable Object body) throws Exception {
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.write(body));
    return send(
        request(path).header("Authorization", "token " + server.token()).method(method, publisher));
  }

  static Map<String, Object> json(HttpResponse<String> response) throws Exception {
    return Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
  }

  String newKernel() throws Exception {
    return String.valueOf(json(call("POST", "api/kernels", Map.of("name", "echo"))).get("id"));
  }

  WsClient connect(String kernel, String session, Subprotocol protocol) {
    return new WsClient(http, channels(kernel, session, "&token=" + server.token()), protocol);
  }

  URI channels(String kernel, String session, String more) {
    String base = server.uri().toString().replaceFirst("http", "ws");
    return URI.create(base + "api/kernels/" + kernel + "/channels?session_id=" + session + more);
  }

  /** The JDK's client would not send malformed addresses, and no other Host. */
  String raw(String method, String path, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String head =
          method + " /" + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
