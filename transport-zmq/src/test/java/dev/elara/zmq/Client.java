package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.zmq.ConnectionFile.Port;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Jupyter client on real sockets; belongs to one thread. */
final class Client implements AutoCloseable {

  private final Map<Channel, ZmtpSocket> sockets = new EnumMap<>(Channel.class);
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
    connect(Channel.SHELL, Port.SHELL, "DEALER");
    connect(Channel.CONTROL, Port.CONTROL, "DEALER");
    connect(Channel.STDIN, Port.STDIN, "DEALER");
  }

  /**
   * Subscribes to everything and waits for the welcome; what is published meanwhile may be heard.
   */
  Client subscribed() {
    connect(Channel.IOPUB, Port.IOPUB, "SUB");
    subscribe("".getBytes(UTF_8));
    while (!receive(Channel.IOPUB).type().equals("iopub_welcome")) {
      // published after the subscription was known and before the welcome
    }
    return this;
  }

  /** Subscribes to a topic. */
  void subscribe(byte[] topic) {
    subscription(1, topic);
  }

  /** Takes a subscription back. */
  void unsubscribe(byte[] topic) {
    subscription(0, topic);
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
    socket(channel).send(frames);
  }

  /** The next message; fails if none comes in time. */
  Message receive(Channel channel) {
    try {
      return wire.read(channel, socket(channel).receive()).message();
    } catch (MalformedMessage broken) {
      throw new AssertionError("The kernel sent what is no message: " + broken.reason(), broken);
    }
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

  ZmtpSocket socket(Channel channel) {
    return sockets.get(channel);
  }

  @Override
  public void close() {
    sockets.values().forEach(ZmtpSocket::close);
  }

  private void subscription(int flag, byte[] topic) {
    byte[] frame = new byte[topic.length + 1];
    frame[0] = (byte) flag;
    System.arraycopy(topic, 0, frame, 1, topic.length);
    sendRaw(Channel.IOPUB, List.of(frame));
  }

  private void connect(Channel channel, Port port, String type) {
    byte[] identity = messages.session().getBytes(UTF_8);
    sockets.put(
        channel,
        kernel.transport().equals("ipc")
            ? new ZmtpSocket(Path.of(kernel.ip() + "-" + kernel.port(port)), type, identity)
            : new ZmtpSocket(kernel.port(port), type, identity));
  }
}
