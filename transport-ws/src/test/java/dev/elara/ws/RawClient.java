package dev.elara.ws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that sends whatever bytes it likes. */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  /** Connects to this machine's port. */
  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    // Leaves nothing behind, so that a machine does not run out of ports.
    socket.setSoLinger(true, 0);
  }

  /** Sends bytes; a server that has hung up already is no failure. */
  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException closed) {
      // What it answered before is read all the same.
    }
  }

  void send(String latin1) {
    send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** All that comes until the server closes the connection. */
  String untilClosed() throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (java.net.SocketException reset) {
      // Closed without waiting for what was on its way to it.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Asks for a WebSocket; the head of the answer. */
  String upgrade(String path, String headers) throws IOException {
    send(
        "GET "
            + path
            + " HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + headers
            + "\r\n");
    var head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** A frame of RFC 6455, masked with zeros, that says it has {@code declared} bytes. */
  static byte[] frame(int firstByte, boolean masked, long declared, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    frame.put((byte) firstByte);
    int mask = masked ? 0x80 : 0;
    if (declared >= 0 && declared < 126) {
      frame.put((byte) (mask | (int) declared));
    } else if (declared >= 0 && declared < 1 << 16) {
      frame.put((byte) (mask | 126)).putShort((short) declared);
    } else {
      frame.put((byte) (mask | 127)).putLong(declared);
    }
    if (masked) {
      frame.putInt(0);
    }
    frame.put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  /** A frame that is as long as it says. */
  static byte[] frame(int firstByte, byte[] payload) {
    return frame(firstByte, true, payload.length, payload);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
