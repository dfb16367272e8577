package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The client's end of a ZeroMQ connection, spoken byte by byte over plain TCP.
 *
 * <p>Not JeroMQ's: a JeroMQ 0.6 client loses, in some of a hundred runs, what it sends right after
 * connecting; and the other side of a wire is better not tested against itself.
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">ZMTP 3.0</a>
 */
final class ZmtpSocket implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private final Closeable socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /** Connects as a socket of a type, such as {@code DEALER}. */
  ZmtpSocket(int port, String type, byte[] identity) {
    this(port, type, identity, 0);
  }

  /** Connects with a receive buffer of at least some bytes; 0 for the system's. */
  ZmtpSocket(int port, String type, byte[] identity, int receiveBuffer) {
    try {
      Socket tcp = new Socket();
      if (receiveBuffer > 0) {
        tcp.setReceiveBufferSize(receiveBuffer);
      }
      tcp.setTcpNoDelay(true);
      tcp.setSoTimeout((int) PATIENCE.toMillis());
      tcp.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      socket = tcp;
      in = new DataInputStream(new BufferedInputStream(tcp.getInputStream()));
      out = new DataOutputStream(new BufferedOutputStream(tcp.getOutputStream(), 1 << 16));
      shakeHands(type, identity);
    } catch (IOException failed) {
      throw new AssertionError("Could not connect to port " + port, failed);
    }
  }

  /** Connects to a Unix-domain socket, where only the test's own end limits the patience. */
  ZmtpSocket(Path path, String type, byte[] identity) {
    try {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
      socket = channel;
      in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
      out =
          new DataOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
      shakeHands(type, identity);
    } catch (IOException failed) {
      throw new AssertionError("Could not connect to " + path, failed);
    }
  }

  private void shakeHands(String type, byte[] identity) throws IOException {
    greet();
    frame(COMMAND, ready(type, identity));
    out.flush();
    readFrame(new ArrayList<>());
  }

  /** Sends a message. */
  void send(List<byte[]> frames) {
    try {
      for (int i = 0; i < frames.size(); i++) {
        frame(i + 1 < frames.size() ? MORE : 0, frames.get(i));
      }
      out.flush();
    } catch (IOException failed) {
      throw new AssertionError("The kernel closed the connection", failed);
    }
  }

  /** Sends bytes that need not be ZMTP. */
  void sendBytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** The next message; fails if none comes in time. */
  List<byte[]> receive() {
    List<byte[]> frames = new ArrayList<>();
    try {
      while (readFrame(frames)) {
        // more to come
      }
    } catch (EOFException closed) {
      throw new AssertionError("The kernel closed the connection", closed);
    } catch (InterruptedIOException late) {
      throw new AssertionError("Nothing came in " + PATIENCE, late);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    return frames;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private void greet() throws IOException {
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    System.arraycopy("NULL".getBytes(US_ASCII), 0, greeting, 12, 4);
    out.write(greeting);
    out.flush();
    in.readFully(new byte[64]);
  }

  private static byte[] ready(String type, byte[] identity) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeByte(5);
    body.writeBytes("READY");
    property(body, "Socket-Type", type.getBytes(US_ASCII));
    property(body, "Identity", identity);
    return bytes.toByteArray();
  }

  private static void property(DataOutputStream body, String name, byte[] value)
      throws IOException {
    body.writeByte(name.length());
    body.writeBytes(name);
    body.writeInt(value.length);
    body.write(value);
  }

  private void frame(int flags, byte[] bytes) throws IOException {
    if (bytes.length < 256) {
      out.writeByte(flags);
      out.writeByte(bytes.length);
    } else {
      out.writeByte(flags | LONG);
      out.writeLong(bytes.length);
    }
    out.write(bytes);
  }

  /**
   * Reads a frame, adds it unless it is a command, and tells whether more belong to the message.
   */
  private boolean readFrame(List<byte[]> frames) throws IOException {
    int flags = in.readUnsignedByte();
    long length = (flags & LONG) == 0 ? in.readUnsignedByte() : in.readLong();
    byte[] bytes = new byte[Math.toIntExact(length)];
    in.readFully(bytes);
    if ((flags & COMMAND) == 0) {
      frames.add(bytes);
    }
    return (flags & MORE) != 0;
  }
}
