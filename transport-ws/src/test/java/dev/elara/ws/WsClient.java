package dev.elara.ws;

import dev.elara.message.Message;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.MalformedFrame;
import dev.elara.ws.wire.Subprotocol;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of a kernel over WebSocket, on the JDK's own implementation. */
final class WsClient implements WebSocket.Listener, AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Subprotocol protocol;
  private final LinkedBlockingQueue<Message> heard = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  WsClient(HttpClient http, URI channels, Subprotocol protocol) {
    this.protocol = protocol;
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (protocol == Subprotocol.V1) {
      builder.subprotocols("something.else", Subprotocol.V1_NAME);
    }
    this.socket = builder.buildAsync(channels, this).join();
  }

  String agreed() {
    return socket.getSubprotocol();
  }

  void send(Message message) {
    send(protocol.encode(message));
  }

  void send(Frame frame) {
    switch (frame) {
      case Frame.Text sent ->
          socket.sendText(new String(sent.bytes(), StandardCharsets.UTF_8), true).join();
      case Frame.Binary sent -> socket.sendBinary(ByteBuffer.wrap(sent.bytes()), true).join();
    }
  }

  /** Sends text whose characters are these bytes. */
  void sendText(String raw) {
    socket.sendText(raw, true).join();
  }

  /** All that is heard up to the first message that {@code last} accepts. */
  List<Message> until(Predicate<Message> last) {
    List<Message> all = new ArrayList<>();
    while (true) {
      Message next = poll(heard);
      if (next == null) {
        throw new AssertionError("nothing more was heard after " + all);
      }
      all.add(next);
      if (last.test(next)) {
        return all;
      }
    }
  }

  /** All that is heard up to the idle of a request. */
  List<Message> untilIdle(Message request) {
    return until(message ->
        message.parent().id().equals(request.header().id())
            && "idle".equals(message.content().get("execution_state")));
  }

  int closeCode() {
    Integer code = poll(closed);
    if (code == null) {
      throw new AssertionError("the connection was not closed");
    }
    return code;
  }

  private static <T> @Nullable T poll(LinkedBlockingQueue<T> queue) {
    try {
      return queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Goes away without a word. */
  void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      take(new Frame.Text(text.toString().getBytes(StandardCharsets.UTF_8)));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    parts.writeBytes(bytes);
    if (last) {
      take(new Frame.Binary(parts.toByteArray()));
      parts.reset();
    }
    from.request(1);
    return null;
  }

  private void take(Frame frame) {
    try {
      heard.add(protocol.decode(frame));
    } catch (MalformedFrame malformed) {
      throw new AssertionError(malformed);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.add(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.add(1006);
  }
}
