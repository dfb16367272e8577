package dev.elara.cli.client;

import dev.elara.cli.json.JsonStyle;
import dev.elara.cli.json.JsonWriter;
import dev.elara.ws.files.AtomicFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A connection on this machine and the file that tells a kernel of it.
 *
 * @param file the connection file, readable by its owner only
 * @param ports a free port for each channel
 * @param key what messages are signed with
 */
public record LocalConnection(Path file, Map<String, Integer> ports, String key) {

  private static final List<String> CHANNELS = List.of("shell", "iopub", "stdin", "control", "hb");

  /**
   * Chooses ports that are free now and a fresh key, and writes the file into a folder.
   *
   * @throws IOException if there is no free port or the file cannot be written
   */
  public static LocalConnection in(Path folder) throws IOException {
    Map<String, Integer> ports = freePorts();
    String key = UUID.randomUUID().toString();
    Map<String, Object> fields = new LinkedHashMap<>();
    ports.forEach((channel, port) -> fields.put(channel + "_port", port));
    fields.put("transport", "tcp");
    fields.put("ip", "127.0.0.1");
    fields.put("key", key);
    fields.put("signature_scheme", "hmac-sha256");
    Path file = folder.resolve("connection.json");
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    AtomicFile.write(file, JsonWriter.write(fields, JsonStyle.TWO_BLANKS));
    return new LocalConnection(file, ports, key);
  }

  private static Map<String, Integer> freePorts() throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (String channel : CHANNELS) {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.put(channel, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    return ports;
  }
}
