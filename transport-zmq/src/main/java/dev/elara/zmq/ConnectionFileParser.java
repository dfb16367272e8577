package dev.elara.zmq;

import dev.elara.zmq.ConnectionFile.Port;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one connection file, and says which field is wrong. */
final class ConnectionFileParser {

  private final String file;
  private final Map<String, @Nullable Object> fields;

  ConnectionFileParser(String file, byte[] json) throws InvalidConnectionFile {
    this.file = file;
    try {
      this.fields = Json.readObject(json, Limits.STANDARD);
    } catch (MalformedMessage notJson) {
      throw new InvalidConnectionFile(
          "The connection file " + file + " is not a JSON object: " + notJson.reason() + ".");
    }
  }

  ConnectionFile parse() throws InvalidConnectionFile {
    refuseEncryption();
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, port(port));
    }
    return new ConnectionFile(transport(), text("ip", "127.0.0.1"), ports, key(), scheme());
  }

  private String transport() throws InvalidConnectionFile {
    String transport = text("transport", "tcp");
    if (!List.of("tcp", "ipc").contains(transport)) {
      throw wrong("transport", "is '" + transport + "', which is none of tcp and ipc");
    }
    return transport;
  }

  private int port(Port port) throws InvalidConnectionFile {
    Object value = fields.get(port.field());
    if (value == null) {
      throw wrong(port.field(), "is missing; give a port number, or 0 for any free port");
    }
    if (!(value instanceof Integer number) || number < 0 || number > 65_535) {
      throw wrong(port.field(), "is not a port number from 0 to 65535: " + shown(value));
    }
    return number;
  }

  private String key() throws InvalidConnectionFile {
    Object key = fields.get("key");
    if (key == null) {
      return "";
    }
    if (!(key instanceof String text)) {
      throw wrong("key", "is not a string");
    }
    return text;
  }

  private SignatureScheme scheme() throws InvalidConnectionFile {
    String name = text("signature_scheme", SignatureScheme.HMAC_SHA256.wireName());
    return SignatureScheme.named(name)
        .orElseThrow(() ->
            wrong(
                "signature_scheme",
                "is '" + name + "', which is none of " + SignatureScheme.names()));
  }

  /** A client that encrypts would wait for ever for a kernel that does not. */
  private void refuseEncryption() throws InvalidConnectionFile {
    if (fields.get("curve_publickey") != null) {
      throw wrong(
          "curve_publickey",
          "asks for CurveZMQ encryption, which this kernel does not offer;"
              + " set KernelManager.transport_encryption to 'disabled'");
    }
  }

  private String text(String field, String absent) throws InvalidConnectionFile {
    Object value = fields.get(field);
    if (value == null) {
      return absent;
    }
    if (!(value instanceof String text) || text.isEmpty()) {
      throw wrong(field, "is not a text: " + shown(value));
    }
    return text;
  }

  private InvalidConnectionFile wrong(String field, String what) {
    return new InvalidConnectionFile(
        "The connection file " + file + ": its field '" + field + "' " + what + ".");
  }

  private static String shown(Object value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
