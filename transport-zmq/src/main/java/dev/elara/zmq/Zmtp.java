package dev.elara.zmq;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One end of a ZeroMQ connection, spoken over a blocking channel: greeting, commands, messages.
 *
 * <p>Not thread-safe; all methods block for the peer.
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">ZMTP 3.0</a>
 */
final class Zmtp {

  /** Nobody who shakes hands, or acknowledges, has more to say. */
  private static final int MAX_FRAME = 1 << 16;

  private static final int GREETING = 64;
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private final ByteChannel channel;

  Zmtp(ByteChannel channel) {
    this.channel = channel;
  }

  /** Sends our greeting: version 3.0, as client, with a mechanism such as {@code NULL}. */
  void greet(String mechanism) throws IOException {
    byte[] greeting = new byte[GREETING];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    byte[] name = ascii(mechanism);
    System.arraycopy(name, 0, greeting, 12, name.length);
    write(greeting);
  }

  /**
   * Reads the peer's greeting.
   *
   * @throws ProtocolException if it speaks no ZMTP 3 or offers another mechanism
   */
  void greeted(String mechanism) throws IOException {
    byte[] greeting = read(GREETING);
    String offered =
        new String(greeting, 12, 20, StandardCharsets.US_ASCII).replace("\0", "").strip();
    if (greeting[0] != (byte) 0xff || greeting[9] != 0x7f || greeting[10] < 3) {
      throw new ProtocolException("The peer does not speak ZMTP 3.");
    }
    if (!offered.equals(mechanism)) {
      throw new ProtocolException("The peer wants another security mechanism than " + mechanism);
    }
  }

  /** Sends a command. */
  void command(String name, byte[] body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(name.length());
    all.writeBytes(ascii(name));
    all.writeBytes(body);
    frame(COMMAND, all.toByteArray());
  }

  /**
   * Reads a command.
   *
   * @throws ProtocolException if it is none or not the expected one
   */
  byte[] command(String expected) throws IOException {
    int flags = read(1)[0];
    byte[] bytes = read(length(flags));
    if ((flags & COMMAND) == 0 || bytes.length == 0 || bytes.length < 1 + bytes[0]) {
      throw new ProtocolException("The peer sent no command where " + expected + " was due.");
    }
    String name = new String(bytes, 1, bytes[0], StandardCharsets.US_ASCII);
    if (!name.equals(expected)) {
      throw new ProtocolException("The peer refused: it did not send " + expected + ".");
    }
    return Arrays.copyOfRange(bytes, 1 + bytes[0], bytes.length);
  }

  /** Sends a message. */
  void message(List<byte[]> frames) throws IOException {
    for (int i = 0; i < frames.size(); i++) {
      frame(i + 1 < frames.size() ? MORE : 0, frames.get(i));
    }
  }

  /** Reads a message, leaving out commands. */
  List<byte[]> message() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    int flags;
    do {
      flags = read(1)[0];
      byte[] bytes = read(length(flags));
      if ((flags & COMMAND) == 0) {
        frames.add(bytes);
      }
    } while ((flags & (MORE | COMMAND)) != 0);
    return frames;
  }

  /** A property of a handshake, such as {@code Socket-Type}. */
  static byte[] property(String name, byte[] value) {
    return ByteBuffer.allocate(1 + name.length() + 4 + value.length)
        .put((byte) name.length())
        .put(ascii(name))
        .putInt(value.length)
        .put(value)
        .array();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void frame(int flags, byte[] bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + bytes.length);
    if (bytes.length < 256) {
      frame.put((byte) flags).put((byte) bytes.length);
    } else {
      frame.put((byte) (flags | LONG)).putLong(bytes.length);
    }
    write(Arrays.copyOf(frame.put(bytes).array(), frame.position()));
  }

  private int length(int flags) throws IOException {
    long length = (flags & LONG) == 0 ? read(1)[0] & 0xff : ByteBuffer.wrap(read(8)).getLong();
    if (length < 0 || length > MAX_FRAME) {
      throw new ProtocolException("The peer sent a frame of " + length + " bytes too early.");
    }
    return (int) length;
  }

  private byte[] read(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("The peer closed the connection.");
      }
    }
    return bytes.array();
  }

  private void write(byte[] bytes) throws IOException {
    for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
      channel.write(rest);
    }
  }
}
