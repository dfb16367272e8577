package dev.elara.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.ws.ElaraServer;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Json;
import dev.elara.ws.wire.MalformedFrame;
import dev.elara.ws.wire.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example does what docs/embedding.md says. */
class ShopNotebookIT {

  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path directory;
  private final Shop shop = new Shop();
  private final HttpClient http = HttpClient.newHttpClient();
  private ElaraServer server;

  @BeforeEach
  void open() throws Exception {
    server = ShopNotebook.server(shop).directory(directory).start();
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @Test
  void cellsSeeTheApplicationsOwnObjectAndChangeIt() throws Exception {
    shop.order("tea", 300);
    try (Notebook notebook = new Notebook(newKernel())) {
      assertThat(notebook.run("shop.orders().size()")).isEqualTo("1");
      notebook.run("shop.discount(50);");
      assertThat(shop.order("cake", 400).cents()).isEqualTo(200);
      notebook.run("for (var order : List.of(\"milk\", \"honey\")) shop.order(order, 100);");
      assertThat(shop.orders()).extracting(Shop.Order::item).endsWith("milk", "honey");
    }
  }

  @Test
  void everyKernelSeesTheSameObjectAlsoAfterARestart() throws Exception {
    String kernel = newKernel();
    try (Notebook one = new Notebook(kernel);
        Notebook other = new Notebook(newKernel())) {
      one.run("shop.order(\"tea\", 300);");
      assertThat(other.run("shop.orders().getFirst().item()")).isEqualTo("tea");
    }
    call("POST", "api/kernels/" + kernel + "/restart");
    try (Notebook again = new Notebook(kernel)) {
      assertThat(again.run("shop.orders().size()")).isEqualTo("1");
    }
  }

  private String newKernel() throws Exception {
    return String.valueOf(
        Json.readObject(call("POST", "api/kernels").getBytes(StandardCharsets.UTF_8)).get("id"));
  }

  private String call(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .header("Authorization", "token " + server.token())
            .method(method, BodyPublishers.noBody());
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** A client of a kernel, in the default protocol. */
  private final class Notebook implements WebSocket.Listener, AutoCloseable {

    private final LinkedBlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    Notebook(String kernel) {
      String base = server.uri().toString().replaceFirst("http", "ws");
      URI address =
          URI.create(base + "api/kernels/" + kernel + "/channels?token=" + server.token());
      socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /** Runs a cell; its value as text, or its error. */
    String run(String code) throws Exception {
      String id = UUID.randomUUID().toString();
      var header = new Header(Map.of("msg_id", id, "msg_type", "execute_request"));
      var cell =
          new Message(
              Channel.SHELL, header, Header.NONE, Map.of(), Map.of("code", code), List.of());
      byte[] frame = Subprotocol.DEFAULT.encode(cell).bytes();
      socket.sendText(new String(frame, StandardCharsets.UTF_8), true).join();
      String value = "";
      while (true) {
        Message next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("what the kernel says of " + code).isNotNull();
        if (!next.parent().id().equals(id)) {
          continue;
        }
        if (next.content().get("data") instanceof Map<?, ?> data) {
          value = String.valueOf(data.get("text/plain"));
        }
        assertThat(next.type()).as("%s", next.content()).isNotEqualTo("error");
        if ("idle".equals(next.content().get("execution_state"))) {
          return value;
        }
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
          heard.add(Subprotocol.DEFAULT.decode(new Frame.Text(bytes)));
        } catch (MalformedFrame malformed) {
          throw new AssertionError(malformed);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public void close() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }
}
