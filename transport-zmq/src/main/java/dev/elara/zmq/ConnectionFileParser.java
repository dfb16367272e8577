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
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, port(port.field()));
    }
    return new ConnectionFile(
        transport(), text("ip", "127.0.0.1"), ports, key(), scheme(), curve());
  }

  /** Whether it is a registration file, which has other fields. */
  boolean isRegistration() {
    return fields.get("registration_port") != null;
  }

  Registration registration() throws InvalidConnectionFile {
    ConnectionFile socket =
        new ConnectionFile(
            transport(),
            text("registration_ip", "127.0.0.1"),
            ConnectionFile.freePorts(),
            key(),
            scheme(),
            curve());
    Object id = fields.get("kernel_id");
    if (!(id instanceof String kernelId)) {
      throw wrong("kernel_id", id == null ? "is missing" : "is not a text");
    }
    return new Registration(kernelId, socket, port("registration_port"));
  }

  private String transport() throws InvalidConnectionFile {
    String transport = text("transport", "tcp");
    if (!List.of("tcp", "ipc").contains(transport)) {
      throw wrong("transport", "is '" + transport + "', which is none of tcp and ipc");
    }
    return transport;
  }

  private int port(String field) throws InvalidConnectionFile {
    Object value = fields.get(field);
    if (value == null) {
      throw wrong(field, "is missing; give a port number, or 0 for any free port");
    }
    if (!(value instanceof Integer number) || number < 0 || number > 65_535) {
      throw wrong(field, "is not a port number from 0 to 65535: " + shown(value));
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

  private @Nullable CurveKeys curve() throws InvalidConnectionFile {
    Object publicKey = fields.get("curve_publickey");
    Object secretKey = fields.get("curve_secretkey");
    if (publicKey == null && secretKey == null) {
      return null;
    }
    return new CurveKeys(
        curveKey("curve_publickey", publicKey), curveKey("curve_secretkey", secretKey));
  }

  private String curveKey(String field, @Nullable Object value) throws InvalidConnectionFile {
    if (!(value instanceof String key) || !CurveKeys.isKey(key)) {
      throw wrong(
          field,
          (value == null ? "is missing" : "is not a key")
              + "; to encrypt, both curve_publickey and curve_secretkey must be 40 characters of Z85");
    }
    return key;
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
