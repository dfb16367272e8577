package dev.elara.ws;

import static dev.elara.ws.RawClient.frame;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Subprotocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Frames that lie about themselves, drawn at random. */
final class HostileFrames {

  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int FIN = 0x80;

  private final Random random;

  HostileFrames(Random random) {
    this.random = random;
  }

  /** What ends every connection that is still open after all. */
  static byte[] goodbye() {
    return frame(0x88, new byte[] {0x03, (byte) 0xe8});
  }

  private byte[] noise(int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private long number() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextLong();
      case 1 -> -random.nextInt(100);
      case 2 -> Integer.MAX_VALUE - random.nextInt(3);
      case 3 -> Long.MAX_VALUE - random.nextInt(3);
      case 4 -> 1L << random.nextInt(64);
      default -> random.nextInt(300);
    };
  }

  /** Bytes that break RFC 6455, or stretch it. */
  byte[] brokenFraming() {
    return switch (random.nextInt(12)) {
      case 0 -> frame(TEXT | (0x10 << random.nextInt(3)), noise(20)); // a reserved bit
      case 1 -> frame(FIN | (3 + random.nextInt(5)), noise(20)); // an unknown kind
      case 2 -> frame(FIN | (0xb + random.nextInt(5)), noise(20));
      case 3 -> frame(TEXT, false, 3, new byte[] {'{', '}', ' '}); // not masked
      case 4 -> frame(0x08 | (1 + random.nextInt(2)), noise(20)); // a fragment of a ping or pong
      case 5 -> frame(0x89, new byte[126 + random.nextInt(1_000)]); // a ping too long
      case 6 -> frame(FIN, noise(20)); // continues nothing
      case 7 -> frame(TEXT, new byte[] {(byte) 0xc3, 0x28, (byte) 0xff}); // no UTF-8
      case 8 -> frame(0x88, new byte[] {(byte) random.nextInt(5), (byte) random.nextInt(256)});
      case 9 -> joined(frame(0x01, noise(5)), frame(TEXT, "{}".getBytes(StandardCharsets.UTF_8)));
      case 10 -> frame(BINARY, true, (1L << 40) + random.nextInt(), noise(50)); // too large
      default -> frame(0x88, noise(1)); // half a code
    };
  }

  /** Bytes that end before they should; the connection is left to itself. */
  byte[] halfFrame() {
    return switch (random.nextInt(3)) {
      case 0 -> frame(BINARY, true, 1_000 + random.nextInt(100_000), noise(500));
      case 1 -> frame(0x02, noise(500)); // a fragment, and no more
      default -> noise(30);
    };
  }

  /** A message that breaks its subprotocol, in frames that are in order. */
  byte[] brokenMessage(Subprotocol protocol) {
    Frame valid = protocol.encode(message());
    byte[] bytes = valid.bytes().clone();
    byte[] broken =
        switch (random.nextInt(7)) {
          case 0 -> lying(bytes, protocol, 0);
          case 1 -> lying(bytes, protocol, 1 + random.nextInt(6));
          case 2 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
          case 3 -> flipped(bytes);
          case 4 -> joined(bytes, noise(100));
          case 5 -> strange(protocol);
          default -> nonsense().getBytes(StandardCharsets.UTF_8);
        };
    boolean text = valid instanceof Frame.Text ^ random.nextInt(10) == 0;
    return random.nextInt(4) == 0
        ? fragments(text ? 1 : 2, broken)
        : frame(text ? TEXT : BINARY, broken);
  }

  private Message message() {
    Map<String, Object> header =
        Map.of("msg_id", UUID.randomUUID().toString(), "msg_type", "kernel_info_request");
    List<byte[]> buffers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      buffers.add(noise(50));
    }
    return new Message(Channel.SHELL, new Header(header), Header.NONE, Map.of(), Map.of(), buffers);
  }

  /** Its count, or one of its offsets, is another. */
  private byte[] lying(byte[] bytes, Subprotocol protocol, int index) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    switch (protocol) {
      case V1 -> in.order(ByteOrder.LITTLE_ENDIAN).putLong(8 * index, number());
      case DEFAULT -> in.putInt(4 * index, (int) number());
    }
    return bytes;
  }

  private byte[] flipped(byte[] bytes) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** A header that can be read, and is hard to write again. */
  private byte[] strange(Subprotocol protocol) {
    String header =
        switch (random.nextInt(3)) {
          case 0 -> nested(998);
          case 1 -> "{\"\\ud800\":\"\\udfff\"}";
          default -> "1e999999";
        };
    String json = "{\"msg_id\":\"a\",\"msg_type\":\"kernel_info_request\",\"x\":" + header + "}";
    return switch (protocol) {
      case DEFAULT -> ("{\"header\":" + json + "}").getBytes(StandardCharsets.UTF_8);
      case V1 -> {
        ByteBuffer frame = ByteBuffer.allocate(7 * 8 + 5 + json.length() + 6);
        frame.order(ByteOrder.LITTLE_ENDIAN).putLong(6);
        int offset = 7 * 8;
        for (int length : new int[] {0, 5, json.length(), 2, 2, 2}) {
          offset += length;
          frame.putLong(offset);
        }
        frame.put(("shell" + json + "{}{}{}").getBytes(StandardCharsets.UTF_8));
        yield frame.array();
      }
    };
  }

  /** JSON, or not, that is no message or a strange one. */
  private String nonsense() {
    String header = "{\"msg_id\":\"a\",\"msg_type\":\"kernel_info_request\"";
    return switch (random.nextInt(10)) {
      case 0 -> "[".repeat(100_000);
      case 1 -> "{\"header\":" + header + ",\"x\":" + nested(995) + "}}";
      case 2 -> "{\"header\":" + header + ",\"\\ud800\":\"\\udfff\"}}";
      case 3 -> "{\"header\":" + header + ",\"x\":1e999999}}";
      case 4 -> "{\"header\":" + header + ",\"x\":" + "9".repeat(5_000) + "}}";
      case 5 -> "{\"header\":" + header + ",\"subshell_id\":{}},\"content\":[]}";
      case 6 -> "{\"header\":" + header + ",\"session\":7,\"date\":[]},\"parent_header\":7}";
      case 7 -> "{\"channel\":\"iopub\",\"header\":" + header + "}}";
      case 8 -> "{\"channel\":{},\"header\":" + header + "}}";
      default -> "{\"header\":{\"msg_id\":7,\"msg_type\":null}}";
    };
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private byte[] fragments(int opcode, byte[] payload) {
    var out = new ByteArrayOutputStream();
    int at = 0;
    for (int first = opcode; at < payload.length; first = 0) {
      int end = Math.min(payload.length, at + 1 + random.nextInt(payload.length));
      byte[] part = java.util.Arrays.copyOfRange(payload, at, end);
      out.writeBytes(frame((end == payload.length ? FIN : 0) | first, part));
      if (random.nextInt(5) == 0) {
        out.writeBytes(frame(0x89, noise(10))); // a ping in between is allowed
      }
      at = end;
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
