package dev.elara.ws.http;

import dev.elara.ws.channels.ClientSocket;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Subprotocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was HTTP and goes on as a WebSocket of the Java-WebSocket library: Netty moves
 * the bytes, the library does the handshake and the frames.
 *
 * <p>All but {@link #execute} and {@link #close} belongs to the connection's thread.
 */
final class WebSocketBridge extends ChannelInboundHandlerAdapter implements ClientSocket {

  private final Channel channel;
  private final Upgrades.Listener listener;
  private final HttpLimits limits;
  private final WebSocketImpl socket;
  private long lastHeard = System.nanoTime();
  private final List<byte[]> early = new ArrayList<>();
  private boolean handshaken;
  private boolean opened;
  private @Nullable ChannelFuture lastWrite;

  private WebSocketBridge(Channel channel, Upgrades.Listener listener, HttpLimits limits) {
    this.channel = channel;
    this.listener = listener;
    this.limits = limits;
    Draft_6455 draft =
        new Draft_6455(
            List.of(),
            List.of(new Protocol(Subprotocol.V1_NAME), new Protocol("")),
            limits.bodyBytes());
    this.socket = new WebSocketImpl(new Events(), List.of(draft));
  }

  /** Turns the connection of {@code context}, whose request {@code head} is, into a WebSocket. */
  static void takeOver(
      ChannelHandlerContext context,
      HttpRequest head,
      Upgrades.Listener listener,
      HttpLimits limits) {
    WebSocketBridge bridge = new WebSocketBridge(context.channel(), listener, limits);
    var pipeline = context.pipeline();
    pipeline.addLast(new BinaryAsText(), bridge);
    // Hands on what has arrived behind the head, which waits for the handshake.
    HttpServer.removeHttp(pipeline);
    bridge.shakeHands(head);
    context.channel().config().setAutoRead(true);
  }

  private void shakeHands(HttpRequest head) {
    socket.decode(ByteBuffer.wrap(text(head).getBytes(StandardCharsets.ISO_8859_1)));
    handshaken = true;
    early.forEach(bytes -> socket.decode(ByteBuffer.wrap(bytes)));
    early.clear();
  }

  /** The head as it came, for the library's handshake. */
  private static String text(HttpRequest head) {
    StringBuilder text = new StringBuilder();
    text.append(head.method()).append(' ').append(head.uri()).append(" HTTP/1.1\r\n");
    head.headers()
        .forEach(
            one -> text.append(one.getKey()).append(": ").append(one.getValue()).append("\r\n"));
    return text.append("\r\n").toString();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    schedulePing();
  }

  private void schedulePing() {
    channel.eventLoop().schedule(this::ping, limits.ping().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void ping() {
    if (!channel.isActive()) {
      return;
    }
    if (System.nanoTime() - lastHeard > limits.silence().toNanos()) {
      channel.close(); // half-open: nobody is there to read a reason
      return;
    }
    if (socket.isOpen()) {
      socket.sendPing();
      listener.pinged();
    }
    schedulePing();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    lastHeard = System.nanoTime();
    ByteBuf bytes = (ByteBuf) read;
    try {
      // The library reads heap buffers only.
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.readBytes(copy);
      if (handshaken) {
        socket.decode(ByteBuffer.wrap(copy));
      } else {
        early.add(copy);
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable() && opened) {
      listener.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    socket.eot();
    closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    channel.close();
  }

  private void closed() {
    if (opened) {
      opened = false;
      listener.closed();
    }
  }

  /** Writes what the library has ready. */
  private void drain() {
    for (ByteBuffer next = socket.outQueue.poll(); next != null; next = socket.outQueue.poll()) {
      lastWrite = channel.writeAndFlush(Unpooled.wrappedBuffer(next));
    }
    if (socket.isFlushAndClose()) {
      ChannelFuture last = lastWrite == null ? channel.newSucceededFuture() : lastWrite;
      last.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public Subprotocol protocol() {
    return socket.getProtocol() != null
            && Subprotocol.V1_NAME.equals(socket.getProtocol().getProvidedProtocol())
        ? Subprotocol.V1
        : Subprotocol.DEFAULT;
  }

  @Override
  public void execute(Runnable task) {
    channel.eventLoop().execute(task);
  }

  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public void send(Frame frame, Consumer<Boolean> sent) {
    if (!socket.isOpen()) {
      sent.accept(false);
      return;
    }
    switch (frame) {
      case Frame.Text text -> socket.send(new String(text.bytes(), StandardCharsets.UTF_8));
      case Frame.Binary binary -> socket.send(binary.bytes());
    }
    drain();
    ChannelFuture last = lastWrite == null ? channel.newSucceededFuture() : lastWrite;
    last.addListener(done -> sent.accept(done.isSuccess()));
  }

  @Override
  public void close(int code, String reason) {
    execute(() -> socket.close(code, shortened(reason)));
  }

  /** A reason has at most 123 bytes. */
  private static String shortened(String reason) {
    return reason.length() <= 120 ? reason : reason.substring(0, 119) + "…";
  }

  /** What the library tells about this one connection. */
  private final class Events extends WebSocketAdapter {

    @Override
    public void onWebsocketOpen(WebSocket conn, Handshakedata handshake) {
      opened = true;
      listener.opened(WebSocketBridge.this);
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, String message) {
      listener.received(new Frame.Text(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void onWebsocketMessage(WebSocket conn, ByteBuffer blob) {
      byte[] bytes = new byte[blob.remaining()];
      blob.get(bytes);
      listener.received(new Frame.Binary(bytes));
    }

    @Override
    public void onWebsocketPong(WebSocket conn, Framedata answer) {
      listener.ponged();
    }

    @Override
    public void onWebsocketClose(WebSocket conn, int code, String reason, boolean remote) {
      drain();
      closed();
      channel.close();
    }

    @Override
    public void onWebsocketClosing(WebSocket conn, int code, String reason, boolean remote) {}

    @Override
    public void onWebsocketCloseInitiated(WebSocket conn, int code, String reason) {}

    @Override
    public void onWebsocketError(WebSocket conn, Exception problem) {
      // The library closes the connection with the fitting code itself.
    }

    @Override
    public void onWriteDemand(WebSocket conn) {
      if (channel.eventLoop().inEventLoop()) {
        drain();
      } else {
        execute(WebSocketBridge.this::drain);
      }
    }

    @Override
    public InetSocketAddress getLocalSocketAddress(WebSocket conn) {
      return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(WebSocket conn) {
      return (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    public void onWebsocketHandshakeSentAsClient(WebSocket conn, ClientHandshake request) {}
  }
}
