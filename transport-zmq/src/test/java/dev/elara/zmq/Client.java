package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.zmq.ConnectionFile.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A Jupyter client on real sockets; belongs to one thread. */
final class Client implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ZMQ.Context context = ZMQ.context(1);
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final ConnectionFile kernel;
  private final WireFormat wire;
  private final MessageFactory messages;

  Client(ConnectionFile kernel) {
    this(kernel, UUID.randomUUID().toString());
  }

  Client(ConnectionFile kernel, String session) {
    this.kernel = kernel;
    this.wire = new WireFormat(new Signer(kernel.scheme(), kernel.key()), Limits.STANDARD);
    this.messages = new MessageFactory(session, "tester", Instant::now);
    connect(Channel.SHELL, Port.SHELL, SocketType.DEALER);
    connect(Channel.CONTROL, Port.CONTROL, SocketType.DEALER);
    connect(Channel.STDIN, Port.STDIN, SocketType.DEALER);
  }

  /** Subscribes to everything and waits for the welcome. */
  Client subscribed() {
    connect(Channel.IOPUB, Port.IOPUB, SocketType.SUB);
    socket(Channel.IOPUB).subscribe(new byte[0]);
    Message first = receive(Channel.IOPUB);
    if (!first.type().equals("iopub_welcome")) {
      throw new AssertionError("Expected iopub_welcome, got " + first);
    }
    return this;
  }

  /** Sends a request and returns its id. */
  String request(Channel channel, String type, Map<String, @Nullable Object> content) {
    return request(channel, type, content, List.of());
  }

  String request(
      Channel channel, String type, Map<String, @Nullable Object> content, List<byte[]> buffers) {
    Message message = messages.message(channel, type, Header.NONE, Map.of(), content, buffers);
    sendRaw(channel, wire.write(List.of(), message));
    return message.header().id();
  }

  /** The frames a request would have. */
  List<byte[]> frames(Channel channel, String type, Map<String, @Nullable Object> content) {
    return wire.write(List.of(), messages.message(channel, type, Header.NONE, content));
  }

  void sendRaw(Channel channel, List<byte[]> frames) {
    ZMQ.Socket socket = socket(channel);
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
    }
  }

  /** The next message; fails if none comes in time. */
  Message receive(Channel channel) {
    try {
      return wire.read(channel, receiveRaw(channel)).message();
    } catch (MalformedMessage broken) {
      throw new AssertionError("The kernel sent what is no message: " + broken.reason(), broken);
    }
  }

  List<byte[]> receiveRaw(Channel channel) {
    ZMQ.Socket socket = socket(channel);
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        throw new AssertionError("Nothing came on " + channel + " in " + PATIENCE);
      }
      frames.add(frame);
    } while (socket.hasReceiveMore());
    return frames;
  }

  /** Messages of iopub up to and with the idle of a request. */
  List<Message> untilIdle(String request) {
    List<Message> all = new ArrayList<>();
    Message last;
    do {
      last = receive(Channel.IOPUB);
      all.add(last);
    } while (!(last.parent().id().equals(request)
        && "idle".equals(last.content().get("execution_state"))));
    return all;
  }

  ZMQ.Socket socket(Channel channel) {
    return sockets.get(channel);
  }

  @Override
  public void close() {
    sockets.values().forEach(ZMQ.Socket::close);
    context.term();
  }

  private void connect(Channel channel, Port port, SocketType type) {
    ZMQ.Socket socket = context.socket(type);
    sockets.put(channel, socket);
    socket.setLinger(0);
    socket.setRcvHWM(0);
    socket.setSndHWM(0);
    socket.setReceiveTimeOut((int) PATIENCE.toMillis());
    if (type == SocketType.DEALER) {
      socket.setIdentity(messages.session().getBytes(UTF_8));
    }
    socket.connect("tcp://" + kernel.ip() + ":" + kernel.port(port));
  }
}
