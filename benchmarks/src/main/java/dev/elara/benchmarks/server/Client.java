package dev.elara.benchmarks.server;

import dev.elara.benchmarks.server.Servers.Server;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.MalformedFrame;
import dev.elara.ws.wire.Subprotocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of one kernel, on the JDK's WebSocket, that notes when each message came. */
final class Client implements WebSocket.Listener, AutoCloseable {

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Heard(byte[] frame, long at) {}

  private final Server server;
  private final String kernel;
  private final String session = UUID.randomUUID().toString();
  private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private final WebSocket socket;
  private volatile boolean keeps = true;
  private volatile @Nullable String closed;
  private final @Nullable Duration pause;

  /**
   * Connects.
   *
   * @param pause how long it waits before it reads the next frame; null to read at once
   */
  Client(Server server, String kernel, @Nullable Duration pause) {
    this.server = server;
    this.kernel = kernel;
    this.pause = pause;
    String base = server.base().toString().replaceFirst("http", "ws");
    URI address =
        URI.create(
            base
                + "api/kernels/"
                + kernel
                + "/channels?session_id="
                + session
                + "&token="
                + server.token());
    this.socket =
        server
            .http()
            .newWebSocketBuilder()
            .subprotocols(Subprotocol.V1_NAME)
            .buildAsync(address, this)
            .join();
  }

  /** From now on it forgets what it hears. */
  Client idle() {
    keeps = false;
    return this;
  }

  /** Why it was disconnected, or null. */
  @Nullable String closed() {
    return closed;
  }

  /** Sends a request and waits for its reply and idle; how long that took, in nanoseconds. */
  long ask(String type, Map<String, Object> content) throws Exception {
    return ask(type, content, message -> {});
  }

  /** The same; tells what was said of the request. */
  long ask(String type, Map<String, Object> content, Consumer<Message> said) throws Exception {
    String id = UUID.randomUUID().toString();
    var header =
        new Header(
            Map.of(
                "msg_id",
                id,
                "msg_type",
                type,
                "session",
                session,
                "username",
                "figures",
                "date",
                Instant.now().toString(),
                "version",
                "5.4"));
    var request = new Message(Channel.SHELL, header, Header.NONE, Map.of(), content, List.of());
    byte[] frame = Subprotocol.V1.encode(request).bytes();
    byte[] wanted = id.getBytes(StandardCharsets.US_ASCII);
    long began = System.nanoTime();
    socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    boolean replied = false;
    boolean idle = false;
    long last = began;
    while (!replied || !idle) {
      Heard next = heard.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException(server.name() + " said nothing more, or hung up: " + closed);
      }
      if (!mentions(next.frame(), wanted)) {
        continue; // another client's: the figures are not this client's own work
      }
      Message message = decode(next);
      if (!message.parent().id().equals(id)) {
        continue;
      }
      said.accept(message);
      replied |= message.type().endsWith("_reply");
      idle |= "idle".equals(message.content().get("execution_state"));
      last = next.at();
    }
    return last - began;
  }

  /** Runs a cell. */
  long run(String code) throws Exception {
    return ask("execute_request", cell(code));
  }

  static Map<String, Object> cell(String code) {
    return Map.of(
        "code",
        code,
        "silent",
        false,
        "store_history",
        true,
        "allow_stdin",
        false,
        "user_expressions",
        Map.of());
  }

  private static boolean mentions(byte[] frame, byte[] id) {
    for (int at = 0; at <= frame.length - id.length; at++) {
      if (Arrays.equals(frame, at, at + id.length, id, 0, id.length)) {
        return true;
      }
    }
    return false;
  }

  private static Message decode(Heard next) throws MalformedFrame {
    return Subprotocol.V1.decode(new Frame.Binary(next.frame()));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    long at = System.nanoTime();
    if (keeps) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      parts.writeBytes(bytes);
      if (last) {
        heard.add(new Heard(parts.toByteArray(), at));
        parts.reset();
      }
    }
    if (pause == null) {
      from.request(1);
    } else {
      CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> from.request(1));
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed = code + " " + reason;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed = error.toString();
  }

  /** The kernel it talks to. */
  String kernel() {
    return kernel;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
