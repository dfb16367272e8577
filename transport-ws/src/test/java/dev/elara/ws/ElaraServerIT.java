package dev.elara.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.kernel.Kernel;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.shell.EchoShell;
import dev.elara.ws.kernels.EmbeddedLauncher;
import dev.elara.ws.kernels.KernelSpec;
import dev.elara.ws.wire.Frame;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The server on a real port, with kernels of the echo language in this JVM. */
class ElaraServerIT {

  private static final KernelSpec ECHO = new KernelSpec("echo", "Echo", "echo");

  @TempDir private Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private ElaraServer server;

  @BeforeEach
  void start() throws IOException {
    server = builder().start();
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private ServerBuilder builder() {
    return ElaraServer.builder(new EmbeddedLauncher(ECHO, () -> Kernel.builder(new EchoShell())))
        .directory(directory);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> call(String method, String path, @Nullable Object body)
      throws Exception {
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.write(body));
    return send(
        request(path).header("Authorization", "token " + server.token()).method(method, publisher));
  }

  private static Map<String, Object> json(HttpResponse<String> response) throws Exception {
    return Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private String newKernel() throws Exception {
    return String.valueOf(json(call("POST", "api/kernels", Map.of("name", "echo"))).get("id"));
  }

  private WsClient connect(String kernel, String session, Subprotocol protocol) {
    return new WsClient(http, channels(kernel, session, "&token=" + server.token()), protocol);
  }

  private URI channels(String kernel, String session, String more) {
    String base = server.uri().toString().replaceFirst("http", "ws");
    return URI.create(base + "api/kernels/" + kernel + "/channels?session_id=" + session + more);
  }

  private static Message message(Channel channel, String type, Map<String, Object> content) {
    return message(channel, type, content, List.of());
  }

  private static Message message(
      Channel channel, String type, Map<String, Object> content, List<byte[]> buffers) {
    Map<String, Object> header =
        Map.of("msg_id", UUID.randomUUID().toString(), "msg_type", type, "session", "s");
    return new Message(channel, new Header(header), Header.NONE, Map.of(), content, buffers);
  }

  private static Message cell(String code) {
    return message(Channel.SHELL, "execute_request", Map.of("code", code));
  }

  private static List<String> types(List<Message> heard) {
    return heard.stream().map(Message::type).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aCellIsAnsweredInBothProtocols(Subprotocol protocol) throws Exception {
    try (WsClient client = connect(newKernel(), "a", protocol)) {
      assertThat(client.agreed()).isEqualTo(protocol == Subprotocol.V1 ? Subprotocol.V1_NAME : "");
      Message cell = cell("print hello\nbye");
      client.send(cell);
      assertThat(types(client.untilIdle(cell)))
          .contains("execute_input", "stream", "execute_result", "execute_reply")
          .endsWith("execute_reply", "status");
    }
  }

  @Test
  void outputGoesToEveryClientAndTheReplyToTheAsker() throws Exception {
    String kernel = newKernel();
    try (WsClient asker = connect(kernel, "a", Subprotocol.V1);
        WsClient other = connect(kernel, "b", Subprotocol.DEFAULT)) {
      Message cell = cell("print hello");
      asker.send(cell);
      assertThat(types(asker.untilIdle(cell))).contains("stream", "execute_reply");
      assertThat(types(other.untilIdle(cell))).contains("stream").doesNotContain("execute_reply");
    }
  }

  @Test
  void whatAKernelSaysToAClientThatIsAwayIsReplayedToItsSession() throws Exception {
    String kernel = newKernel();
    WsClient first = connect(kernel, "a", Subprotocol.V1);
    Message cell =
        message(Channel.SHELL, "execute_request", Map.of("code", "ask name", "allow_stdin", true));
    first.send(cell);
    List<Message> question = first.until(m -> m.type().equals("input_request"));
    first.abort();
    try (WsClient other = connect(kernel, "b", Subprotocol.V1)) {
      Message probe = message(Channel.SHELL, "kernel_info_request", Map.of());
      other.send(probe);
      other.untilIdle(probe);
    }
    try (WsClient again = connect(kernel, "a", Subprotocol.DEFAULT)) {
      assertThat(question).isNotEmpty();
      again.send(message(Channel.STDIN, "input_reply", Map.of("value", "Ada")));
      List<Message> heard = again.untilIdle(cell);
      assertThat(types(heard)).contains("stream", "execute_reply");
    }
  }

  @Test
  void aSecondConnectionOfASessionReplacesTheFirst() throws Exception {
    String kernel = newKernel();
    WsClient first = connect(kernel, "a", Subprotocol.V1);
    try (WsClient second = connect(kernel, "a", Subprotocol.V1)) {
      assertThat(first.closeCode()).isEqualTo(1001);
      Message cell = cell("x");
      second.send(cell);
      assertThat(types(second.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void theConnectionsOfADeletedKernelAreClosedWith1000() throws Exception {
    String kernel = newKernel();
    WsClient client = connect(kernel, "a", Subprotocol.V1);
    assertThat(call("DELETE", "api/kernels/" + kernel, null).statusCode()).isEqualTo(204);
    assertThat(client.closeCode()).isEqualTo(1000);
    assertThat(call("GET", "api/kernels/" + kernel, null).statusCode()).isEqualTo(404);
  }

  @Test
  void aRestartedKernelKeepsItsIdAndItsClients() throws Exception {
    String kernel = newKernel();
    try (WsClient client = connect(kernel, "a", Subprotocol.V1)) {
      var response = call("POST", "api/kernels/" + kernel + "/restart", null);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(json(response)).containsEntry("id", kernel);
      client.until(m -> "starting".equals(m.content().get("execution_state")));
      Message cell = cell("x");
      client.send(cell);
      assertThat(types(client.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void aKernelThatIsShutDownByAClientComesBackUnderItsId() throws Exception {
    String kernel = newKernel();
    try (WsClient client = connect(kernel, "a", Subprotocol.V1)) {
      client.send(message(Channel.CONTROL, "shutdown_request", Map.of("restart", false)));
      client.until(m -> "restarting".equals(m.content().get("execution_state")));
      Message cell = cell("x");
      client.send(cell);
      assertThat(types(client.untilIdle(cell))).contains("execute_reply");
    }
  }

  @ParameterizedTest
  @CsvSource({"nonsense,1007", "{},1002", "[1],1007"})
  void aMalformedMessageClosesItsConnectionAndNoOther(String text, int code) throws Exception {
    String kernel = newKernel();
    try (WsClient good = connect(kernel, "good", Subprotocol.DEFAULT)) {
      WsClient bad = connect(kernel, "bad", Subprotocol.DEFAULT);
      bad.sendText(text);
      assertThat(bad.closeCode()).isEqualTo(code);
      Message cell = cell("x");
      good.send(cell);
      assertThat(types(good.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void aBinaryMessageSentAsTextIsTakenAsBinary() throws Exception {
    try (WsClient client = connect(newKernel(), "a", Subprotocol.DEFAULT)) {
      Message cell =
          message(Channel.SHELL, "execute_request", Map.of("code", "x"), List.of(new byte[9]));
      Frame frame = Subprotocol.DEFAULT.encode(cell);
      client.sendText(new String(frame.bytes(), StandardCharsets.ISO_8859_1));
      assertThat(types(client.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void nobodySendsOnIopub() throws Exception {
    WsClient client = connect(newKernel(), "a", Subprotocol.V1);
    client.send(message(Channel.IOPUB, "stream", Map.of("name", "stdout", "text", "x")));
    assertThat(client.closeCode()).isEqualTo(1002);
  }

  @Test
  void aLargeMessageArrivesWhole() throws Exception {
    try (WsClient client = connect(newKernel(), "a", Subprotocol.V1)) {
      Message cell = cell("x".repeat(5_000_000));
      client.send(cell);
      List<Message> heard = client.untilIdle(cell);
      assertThat(heard.toString().length()).isGreaterThan(5_000_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,api/kernels,403",
    "POST,api/kernels,403",
    "GET,api/contents/,403",
    "GET,api/status,403",
    "GET,files/x,403",
    "GET,static/index.html,403",
    "GET,tree,404",
    "GET,hub/api,404",
    "GET,api/kernels/x/channels,403",
    "OPTIONS,api/kernels,204"
  })
  void nobodyWithoutTheTokenComesIn(String method, String path, int status) throws Exception {
    var response = send(request(path).method(method, BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).doesNotContain(server.token());
    var wrong = send(request(path + "?token=wrong").method(method, BodyPublishers.noBody()));
    assertThat(wrong.statusCode()).isEqualTo(status);
  }

  @Test
  void nobodyWithoutTheTokenIsUpgraded() throws Exception {
    String kernel = newKernel();
    assertThatThrownBy(
            () -> new WsClient(http, channels(kernel, "a", ""), Subprotocol.DEFAULT).close())
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void aPersonWithoutTheTokenIsAskedForIt() throws Exception {
    var response = send(request("").GET());
    assertThat(response.body()).contains("token").contains("<form");
  }

  @Test
  void thePersonsTokenIsKeptInACookieForPagesOfThisServerOnly() throws Exception {
    var greeted =
        send(request("?token=" + server.token() + "&a=b").header("Accept", "text/html").GET());
    assertThat(greeted.statusCode()).isEqualTo(302);
    assertThat(greeted.headers().firstValue("location")).hasValue("/?a=b");
    String cookie = greeted.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    var api = request("api/kernels").header("Cookie", pair);
    assertThat(send(api.copy().GET()).statusCode()).isEqualTo(200);
    String own = "http://127.0.0.1:" + server.address().getPort();
    assertThat(send(api.copy().header("Origin", own).GET()).statusCode()).isEqualTo(200);
    assertThat(send(api.copy().header("Origin", "http://evil.example").GET()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void anAllowedOriginIsToldThatItMayReadTheAnswer() throws Exception {
    server.close();
    server = builder().allowOrigin("https://example.org").start();
    var asked =
        send(
            request("api/kernels")
                .header("Origin", "https://example.org")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(asked.headers().firstValue("access-control-allow-origin"))
        .hasValue("https://example.org");
    assertThat(asked.headers().firstValue("access-control-allow-headers").orElse(""))
        .contains("authorization");
    var foreign =
        send(
            request("api/kernels")
                .header("Origin", "https://other.org")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,api,200",
    "GET,api/status,200",
    "GET,api/me,200",
    "GET,api/kernelspecs,200",
    "GET,api/kernelspecs/echo,200",
    "GET,api/kernelspecs/none,404",
    "GET,api/nothing,404",
    "PUT,api/kernels,405",
    "GET,api/sessions,200",
    "GET,api/sessions/none,404",
    "GET,api/contents/%2e%2e%2fsecret,404",
    "GET,api/contents/..%2F..%2Fetc%2Fpasswd,404",
    "GET,api/contents/a%00b,400",
    "GET,api/contents/%zz,400",
    "GET,api/kernels?1731000000,200"
  })
  void requestsAreAnsweredWithTheFittingStatus(String method, String path, int status)
      throws Exception {
    var response = rawCall(method, path);
    assertThat(response).as(response).startsWith("HTTP/1.1 " + status + " ");
    if (status >= 400) {
      assertThat(response).contains("application/json").contains("\"message\"");
    }
    if (status == 405) {
      assertThat(response).containsIgnoringCase("allow: GET, POST");
    }
  }

  private String rawCall(String method, String path) throws IOException {
    return raw(method, path, "localhost\r\nAuthorization: Bearer " + server.token());
  }

  /** The JDK's client would not send malformed addresses, and no other Host. */
  private String raw(String method, String path, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String head =
          method + " /" + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aModelHasEveryFieldThatClientsNeed() throws Exception {
    var created = call("POST", "api/kernels", Map.of("name", "echo"));
    assertThat(created.statusCode()).isEqualTo(201);
    var model = json(created);
    assertThat(model).containsKeys("id", "name", "last_activity", "execution_state", "connections");
    assertThat(String.valueOf(model.get("last_activity")))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(created.headers().firstValue("location"))
        .hasValue("/api/kernels/" + model.get("id"));
  }

  @Test
  void twoTabsOfANotebookShareASession() throws Exception {
    Map<String, Object> wanted =
        Map.of("path", "a.ipynb", "type", "notebook", "name", "", "kernel", Map.of("name", "echo"));
    var first = call("POST", "api/sessions", wanted);
    assertThat(first.statusCode()).isEqualTo(201);
    var second = call("POST", "api/sessions", wanted);
    assertThat(json(second).get("id")).isEqualTo(json(first).get("id"));
    assertThat(json(first).get("notebook")).isEqualTo(Map.of("path", "a.ipynb", "name", ""));
    String id = "api/sessions/" + json(first).get("id");
    assertThat(json(call("PATCH", id, Map.of("path", "b.ipynb")))).containsEntry("path", "b.ipynb");
    assertThat(call("DELETE", id, null).statusCode()).isEqualTo(204);
    assertThat(call("GET", "api/kernels", null).body()).isEqualTo("[]");
  }

  @Test
  void filesAreSavedReadRenamedAndDeleted() throws Exception {
    Map<String, Object> model = Map.of("type", "file", "format", "text", "content", "hello");
    assertThat(call("PUT", "api/contents/a%20b.txt", model).statusCode()).isEqualTo(201);
    assertThat(call("PUT", "api/contents/a%20b.txt", model).statusCode()).isEqualTo(200);
    assertThat(json(call("GET", "api/contents/a%20b.txt", null))).containsEntry("content", "hello");
    assertThat(call("GET", "files/a%20b.txt", null).body()).isEqualTo("hello");
    assertThat(call("PATCH", "api/contents/a%20b.txt", Map.of("path", "c.txt")).statusCode())
        .isEqualTo(200);
    assertThat(Files.readString(directory.resolve("c.txt"))).isEqualTo("hello");
    assertThat(call("POST", "api/contents/c.txt/checkpoints", null).statusCode()).isEqualTo(201);
    assertThat(call("DELETE", "api/contents/c.txt", null).statusCode()).isEqualTo(204);
    assertThat(call("GET", "api/contents/c.txt", null).statusCode()).isEqualTo(404);
    assertThat(call("PUT", "api/contents/x.txt", List.of()).statusCode()).isEqualTo(400);
  }

  @Test
  void withoutATokenAnotherNameForThisServerIsRefused() throws Exception {
    server.close();
    server = builder().token("").start();
    assertThat(raw("GET", "api", "localhost")).startsWith("HTTP/1.1 200 ");
    assertThat(raw("GET", "api", "127.0.0.1:" + server.address().getPort()))
        .startsWith("HTTP/1.1 200 ");
    assertThat(raw("GET", "api", "evil.example")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    assertThatThrownBy(() -> builder().port(server.address().getPort()).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Port " + server.address().getPort());
  }
}
