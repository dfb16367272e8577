package dev.elara.kernel;

import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The way out: to all connections, or to who asked. A connection that throws is logged and keeps
 * none of the others from being served.
 *
 * <p>Thread-safe. May block for the back-pressure of a connection.
 */
final class Outbound {

  private final MessageFactory messages;
  private final Log log;
  private final Activity activity;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();

  Outbound(MessageFactory messages, Log log, Activity activity) {
    this.messages = messages;
    this.log = log;
    this.activity = activity;
  }

  void attach(Connection connection) {
    connections.add(connection);
  }

  void detach(Connection connection) {
    connections.remove(connection);
  }

  /** Whether there is one connection and no other. */
  boolean hasOne() {
    return connections.size() == 1;
  }

  /** The ports of the first connection that has any. */
  Map<String, @Nullable Object> ports() {
    for (Connection connection : connections) {
      Map<String, @Nullable Object> ports = connection.ports();
      if (!ports.isEmpty()) {
        return ports;
      }
    }
    return Map.of();
  }

  /** Tells everyone that the kernel is there. */
  void starting() {
    status(Header.NONE, "starting");
  }

  /** Tells everyone that work on the request of this header begins. */
  void busy(Header request) {
    activity.began();
    status(request, "busy");
  }

  /** Tells everyone that work on the request of this header has ended. */
  void idle(Header request) {
    status(request, "idle");
    activity.ended();
  }

  private void status(Header parent, String state) {
    publish("status", parent, Content.of("execution_state", state));
  }

  /** Runs {@code sends}, which is short, and lets what it sends leave together. */
  void together(Runnable sends) {
    Runnable all = sends;
    for (Connection connection : connections) {
      Runnable inner = all;
      all = () -> connection.together(inner);
    }
    all.run();
  }

  void publish(String type, Header parent, Map<String, @Nullable Object> content) {
    publish(messages.message(Channel.IOPUB, type, parent, content));
  }

  void publish(
      String type,
      Header parent,
      Map<String, @Nullable Object> metadata,
      Map<String, @Nullable Object> content,
      List<byte[]> buffers) {
    publish(messages.message(Channel.IOPUB, type, parent, metadata, content, buffers));
  }

  /** Sends the asker of {@code request} a message and returns its header. */
  Header send(
      Channel channel,
      String type,
      Message request,
      ReplyAddress to,
      Map<String, @Nullable Object> content) {
    Message message = messages.message(channel, type, request.header(), content);
    try {
      to.send(message);
    } catch (RuntimeException thrown) {
      log.warn("A " + type + " could not be sent: its connection failed.", thrown);
    }
    return message.header();
  }

  private void publish(Message message) {
    for (Connection connection : connections) {
      try {
        connection.publish(message);
      } catch (RuntimeException thrown) {
        log.warn("A " + message.type() + " did not reach one connection: it failed.", thrown);
      }
    }
  }
}
