package dev.elara.zmq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a kernel listens and how its messages are signed: what a client hands it at start.
 *
 * <p>Immutable. Holds the key; {@link #toString} leaves it out.
 *
 * @param transport {@code tcp}, or {@code ipc} for Unix-domain sockets
 * @param ip the address to listen on: an IP, a host name or {@code *}; with {@code ipc} what the
 *     paths of the sockets begin with, before a hyphen and the port
 * @param ports a port for each socket; 0 asks for any free one
 * @param key the secret all messages are signed with; empty for none
 * @param scheme how they are signed
 * @param curve the keys all that is sent is encrypted with; null if it is not
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files">Connection
 *     files</a>
 */
public record ConnectionFile(
    String transport,
    String ip,
    Map<Port, Integer> ports,
    String key,
    SignatureScheme scheme,
    @Nullable CurveKeys curve) {

  /** A socket of the kernel. */
  public enum Port {
    SHELL("shell_port"),
    CONTROL("control_port"),
    STDIN("stdin_port"),
    IOPUB("iopub_port"),
    HEARTBEAT("hb_port");

    private final String field;

    Port(String field) {
      this.field = field;
    }

    /** The field of the connection file and of {@code connect_reply}. */
    public String field() {
      return field;
    }
  }

  /**
   * A connection of these parts.
   *
   * @throws IllegalArgumentException if a port is missing
   */
  public ConnectionFile {
    ports = new EnumMap<>(ports);
    for (Port port : Port.values()) {
      if (!ports.containsKey(port)) {
        throw new IllegalArgumentException("A connection needs a " + port.field() + ".");
      }
    }
    ports = Collections.unmodifiableMap(ports);
  }

  /** A connection on this machine with free ports and a fresh key. */
  public static ConnectionFile local() {
    return new ConnectionFile(
        "tcp",
        "127.0.0.1",
        freePorts(),
        UUID.randomUUID().toString(),
        SignatureScheme.HMAC_SHA256,
        null);
  }

  /** Any free port for each socket. */
  static Map<Port, Integer> freePorts() {
    Map<Port, Integer> free = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      free.put(port, 0);
    }
    return free;
  }

  /**
   * Reads a connection file. Blocks for the file.
   *
   * @throws InvalidConnectionFile if it says something a kernel cannot do; names file and field
   * @throws IOException if it cannot be read
   */
  public static ConnectionFile read(Path file) throws IOException {
    return parse(bytes(file), file.toString());
  }

  /**
   * Reads a file that may be a registration file. Blocks for the file.
   *
   * @return the registration; empty if it is a connection file
   * @throws InvalidConnectionFile if it says something a kernel cannot do; names file and field
   * @throws IOException if it cannot be read
   */
  public static Optional<Registration> readRegistration(Path file) throws IOException {
    var parser = new ConnectionFileParser(file.toString(), bytes(file));
    return parser.isRegistration() ? Optional.of(parser.registration()) : Optional.empty();
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new InvalidConnectionFile(
          "There is no connection file "
              + file
              + ". A Jupyter client writes one and passes its path; see 'elara install'.");
    }
  }

  /**
   * Reads the text of a connection file.
   *
   * @param name what error messages call the file
   * @throws InvalidConnectionFile if it says something a kernel cannot do
   */
  public static ConnectionFile parse(byte[] json, String name) throws InvalidConnectionFile {
    return new ConnectionFileParser(name, json).parse();
  }

  /** The port of a socket. */
  public int port(Port port) {
    Integer number = ports.get(port);
    return number == null ? 0 : number;
  }

  /** This connection with other ports. */
  public ConnectionFile withPorts(Map<Port, Integer> others) {
    return new ConnectionFile(transport, ip, others, key, scheme, curve);
  }

  /** The five {@code *_port} numbers, as in {@code connect_reply}. */
  public Map<String, @Nullable Object> portFields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    ports.forEach((port, number) -> fields.put(port.field(), number));
    return fields;
  }

  /** The file's text, with the key: for a client's eyes only. */
  public byte[] toJson() {
    Map<String, @Nullable Object> fields = portFields();
    fields.put("transport", transport);
    fields.put("ip", ip);
    fields.put("key", key);
    fields.put("signature_scheme", scheme.wireName());
    if (curve != null) {
      fields.put("curve_publickey", curve.publicKey());
      fields.put("curve_secretkey", curve.secretKey());
    }
    return Json.write(fields, Limits.STANDARD.jsonDepth());
  }

  /** Everything but the keys. */
  @Override
  public String toString() {
    return "ConnectionFile[transport="
        + transport
        + ", ip="
        + ip
        + ", ports="
        + ports
        + ", key="
        + (key.isEmpty() ? "none" : "hidden")
        + ", scheme="
        + scheme.wireName()
        + ", curve="
        + (curve == null ? "none" : "hidden")
        + "]";
  }
}
