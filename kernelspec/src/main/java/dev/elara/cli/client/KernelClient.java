package dev.elara.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.cli.json.JsonReader;
import dev.elara.cli.json.JsonStyle;
import dev.elara.cli.json.JsonWriter;
import dev.elara.cli.json.MalformedJson;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A Jupyter client in a page: asks a kernel over ZeroMQ and reads what it says.
 *
 * <p>Belongs to one thread. Whatever waits ends with {@link NoAnswer} when the client's patience is
 * over. It may connect before the kernel listens.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Jupyter
 *     messaging</a>
 */
public final class KernelClient implements AutoCloseable {

  private final String session = UUID.randomUUID().toString();
  private final ZContext context = new ZContext();
  private final String key;
  private final Duration patience;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket iopub;

  /** A channel that this client uses. */
  public enum Channel {
    SHELL,
    CONTROL,
    IOPUB
  }

  /**
   * What a kernel said.
   *
   * @param type its {@code msg_type}
   * @param parent the id of the request it belongs to, empty if none
   * @param content its content
   */
  public record Said(String type, String parent, Map<?, ?> content) {}

  /** Connects to where a kernel listens, or will. Never blocks. */
  public KernelClient(LocalConnection connection, Duration patience) {
    this.key = connection.key();
    this.patience = patience;
    this.shell = connect(connection, "shell", SocketType.DEALER);
    this.control = connect(connection, "control", SocketType.DEALER);
    this.iopub = connect(connection, "iopub", SocketType.SUB);
    iopub.subscribe(new byte[0]);
  }

  private ZMQ.Socket connect(LocalConnection connection, String channel, SocketType type) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    socket.setReconnectIVL(10);
    socket.connect("tcp://127.0.0.1:" + connection.ports().get(channel));
    return socket;
  }

  /** Sends a request and gives its id. Never blocks. */
  public String send(Channel channel, String type, Map<String, ?> content) {
    String id = UUID.randomUUID().toString();
    Map<String, String> header =
        Map.of(
            "msg_id",
            id,
            "session",
            session,
            "username",
            "elara",
            "date",
            Instant.now().toString(),
            "msg_type",
            type,
            "version",
            "5.5");
    List<byte[]> parts = new ArrayList<>();
    for (Object part : List.of(header, Map.of(), Map.of(), content)) {
      parts.add(JsonWriter.write(part, JsonStyle.TWO_BLANKS));
    }
    ZMQ.Socket socket = socket(channel);
    socket.send("<IDS|MSG>".getBytes(UTF_8), ZMQ.SNDMORE);
    socket.send(signature(parts).getBytes(UTF_8), ZMQ.SNDMORE);
    for (int i = 0; i < parts.size(); i++) {
      socket.send(parts.get(i), i < parts.size() - 1 ? ZMQ.SNDMORE : 0);
    }
    return id;
  }

  /** Sends a cell and gives its request's id. Never blocks. */
  public String sendCell(String code) {
    return send(
        Channel.SHELL,
        "execute_request",
        Map.of("code", code, "silent", false, "store_history", true, "allow_stdin", false));
  }

  /** The next message on a channel; waits for it. */
  public Said receive(Channel channel) {
    return receive(channel, patience)
        .orElseThrow(() ->
            new NoAnswer(
                "The kernel said nothing on its %s channel for %d s."
                    .formatted(name(channel), patience.toSeconds())));
  }

  /** The next message on a channel, if it comes in time. */
  public Optional<Said> receive(Channel channel, Duration wait) {
    ZMQ.Socket socket = socket(channel);
    socket.setReceiveTimeOut((int) wait.toMillis());
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        return Optional.empty();
      }
      frames.add(frame);
    } while (socket.hasReceiveMore());
    return Optional.of(said(frames));
  }

  /** The content of the reply to a request; waits for it, other replies are passed over. */
  public Map<?, ?> reply(Channel channel, String request) {
    while (true) {
      Said said = receive(channel);
      if (said.parent().equals(request)) {
        return said.content();
      }
    }
  }

  /** Asks and waits for the content of the reply. */
  public Map<?, ?> ask(Channel channel, String type, Map<String, ?> content) {
    return reply(channel, send(channel, type, content));
  }

  /** Runs a cell and waits for the content of its reply. */
  public Map<?, ?> execute(String code) {
    return reply(Channel.SHELL, sendCell(code));
  }

  /** What the kernel publishes of a request, up to its idle; waits for that. */
  public List<Said> published(String request) {
    List<Said> all = new ArrayList<>();
    while (true) {
      Said said = receive(Channel.IOPUB);
      if (!said.parent().equals(request)) {
        continue;
      }
      all.add(said);
      if (said.type().equals("status") && "idle".equals(said.content().get("execution_state"))) {
        return all;
      }
    }
  }

  private ZMQ.Socket socket(Channel channel) {
    return switch (channel) {
      case SHELL -> shell;
      case CONTROL -> control;
      case IOPUB -> iopub;
    };
  }

  private static String name(Channel channel) {
    return switch (channel) {
      case SHELL -> "shell";
      case CONTROL -> "control";
      case IOPUB -> "iopub";
    };
  }

  private static Said said(List<byte[]> frames) {
    int delimiter = 0;
    while (!new String(frames.get(delimiter), UTF_8).equals("<IDS|MSG>")) {
      delimiter++;
    }
    Map<?, ?> header = object(frames.get(delimiter + 2));
    Object parent = object(frames.get(delimiter + 3)).get("msg_id");
    return new Said(
        String.valueOf(header.get("msg_type")),
        parent == null ? "" : parent.toString(),
        object(frames.get(delimiter + 5)));
  }

  private static Map<?, ?> object(byte[] json) {
    try {
      return JsonReader.read(json) instanceof Map<?, ?> map ? map : Map.of();
    } catch (MalformedJson e) {
      throw new NoAnswer("The kernel sent something that is not JSON: " + e.getMessage());
    }
  }

  private String signature(List<byte[]> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      parts.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
    }
  }

  /** Disconnects. */
  @Override
  public void close() {
    context.close();
  }
}
