package dev.elara.cli.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.cli.json.JsonReader;
import dev.elara.cli.json.JsonStyle;
import dev.elara.cli.json.JsonWriter;
import dev.elara.cli.json.MalformedJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A Jupyter client in a page: writes a connection file, asks, and reads answers off the wire. */
final class KernelClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final String KEY = "a key for tests";

  private final String session = UUID.randomUUID().toString();
  private final ZContext context = new ZContext();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, ZMQ.Socket> sockets = new LinkedHashMap<>();
  final Path connectionFile;

  KernelClient(Path folder) throws IOException {
    List<ServerSocket> free = new ArrayList<>();
    for (String channel : List.of("shell", "iopub", "stdin", "control", "hb")) {
      var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      free.add(socket);
      ports.put(channel, socket.getLocalPort());
    }
    for (ServerSocket socket : free) {
      socket.close();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    ports.forEach((channel, port) -> fields.put(channel + "_port", port));
    fields.putAll(
        Map.of(
            "transport", "tcp",
            "ip", "127.0.0.1",
            "key", KEY,
            "signature_scheme", "hmac-sha256"));
    connectionFile =
        Files.write(folder.resolve("kernel.json"), JsonWriter.write(fields, JsonStyle.NOTEBOOK));
  }

  /** Connects and waits until the kernel answers. */
  void connect() {
    connect("shell", SocketType.DEALER);
    connect("control", SocketType.DEALER);
    connect("iopub", SocketType.SUB);
    sockets.get("iopub").subscribe(new byte[0]);
  }

  private void connect(String channel, SocketType type) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    socket.setReceiveTimeOut(PATIENCE_MILLIS);
    socket.connect("tcp://127.0.0.1:" + ports.get(channel));
    sockets.put(channel, socket);
  }

  /** Asks on a channel and gives the content of the answer. */
  Map<?, ?> ask(String channel, String type, Map<String, ?> content) {
    send(channel, type, content);
    return receive(channel);
  }

  /** Runs code and gives the content of the reply. */
  Map<?, ?> execute(String code) {
    return ask("shell", "execute_request", execution(code));
  }

  static Map<String, ?> execution(String code) {
    return Map.of("code", code, "silent", false, "store_history", true, "allow_stdin", false);
  }

  void send(String channel, String type, Map<String, ?> content) {
    Map<String, Object> header =
        Map.of(
            "msg_id",
            UUID.randomUUID().toString(),
            "session",
            session,
            "username",
            "tester",
            "date",
            "2026-01-01T00:00:00Z",
            "msg_type",
            type,
            "version",
            "5.5");
    List<byte[]> parts = new ArrayList<>();
    for (Object part : List.of(header, Map.of(), Map.of(), content)) {
      parts.add(JsonWriter.write(part, JsonStyle.NOTEBOOK));
    }
    ZMQ.Socket socket = sockets.get(channel);
    socket.send("<IDS|MSG>".getBytes(UTF_8), ZMQ.SNDMORE);
    socket.send(signature(parts).getBytes(UTF_8), ZMQ.SNDMORE);
    for (int i = 0; i < parts.size(); i++) {
      socket.send(parts.get(i), i < parts.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }

  /** The content of the next message on a channel. */
  Map<?, ?> receive(String channel) {
    ZMQ.Socket socket = sockets.get(channel);
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        throw new AssertionError("Nothing came on " + channel + " in time");
      }
      frames.add(frame);
    } while (socket.hasReceiveMore());
    try {
      return (Map<?, ?>) JsonReader.read(frames.getLast());
    } catch (MalformedJson e) {
      throw new AssertionError(e);
    }
  }

  private static String signature(List<byte[]> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
      parts.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
