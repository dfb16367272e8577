package dev.elara.zmq;

import dev.elara.kernel.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A Unix-domain socket in front of one of JeroMQ's sockets, which can only listen on TCP: what
 * clients send to the one goes to a loopback port of the other, and back.
 *
 * <p>Only its user may connect: the socket's file has the mode 0600, and on the loopback port only
 * who knows the {@link Gatekeeper}'s password is let in. So the door takes part in each handshake:
 * to the client it is a peer without security, to the socket behind it one with name and password;
 * from then on it passes on bytes. With CurveZMQ it passes on the handshake too, and the socket
 * behind it lets nobody in who does not know its key.
 *
 * <p>Two threads for each connection. A client that does not read holds up only its own.
 */
final class IpcDoor implements AutoCloseable {

  private static final String NULL = "NULL";
  private static final String PLAIN = "PLAIN";
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final int port;
  private final byte @Nullable [] password;
  private final Log log;
  private final ServerSocketChannel server;
  private final Set<Thread> connections = ConcurrentHashMap.newKeySet();

  /**
   * Listens.
   *
   * @param port the loopback port behind the door
   * @param password the gatekeeper's; null with CurveZMQ
   * @throws IOException if somebody listens there already, or it cannot be made
   */
  IpcDoor(Path path, int port, byte @Nullable [] password, Log log) throws IOException {
    this.path = path;
    this.port = port;
    this.password = password;
    this.log = log;
    removeLeftover(path);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException | RuntimeException failed) {
      server.close();
      throw new IOException("Cannot listen on ipc://" + path + ": " + failed.getMessage(), failed);
    }
    start("elara-ipc-accept", this::accept);
  }

  /** A kernel that was killed leaves its file. */
  private static void removeLeftover(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException("Somebody listens on ipc://" + path + " already.");
    } catch (java.net.SocketException nobody) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path)) {
        throw new IOException("Cannot listen on ipc://" + path + ": a file is in the way.", nobody);
      }
      Files.delete(path);
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        start("elara-ipc", () -> serve(client));
      } catch (AsynchronousCloseException closed) {
        return;
      } catch (IOException failed) {
        if (server.isOpen()) {
          log.warn("A client could not be let in on ipc://" + path, failed);
        }
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        SocketChannel inside =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      if (password != null) {
        introduce(new Zmtp(client), new Zmtp(inside), password);
      }
      Thread out = start("elara-ipc-out", () -> pass(inside, client));
      pass(client, inside);
      out.join();
    } catch (IOException failed) {
      log.info("A connection to ipc://" + path + " ended early: " + failed.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void introduce(Zmtp client, Zmtp inside, byte[] password) throws IOException {
    client.greet(NULL);
    inside.greet(PLAIN);
    client.greeted(NULL);
    inside.greeted(PLAIN);
    byte[] hello = new byte[2 + password.length];
    hello[1] = (byte) password.length;
    System.arraycopy(password, 0, hello, 2, password.length);
    inside.command("HELLO", hello);
    inside.command("WELCOME");
    inside.command("INITIATE", client.command("READY"));
    client.command("READY", inside.command("READY"));
  }

  /** Until one side ends. */
  private static void pass(SocketChannel from, SocketChannel to) {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    try {
      while (from.read(chunk) >= 0) {
        chunk.flip();
        while (chunk.hasRemaining()) {
          to.write(chunk);
        }
        chunk.clear();
      }
      to.shutdownOutput();
    } catch (IOException _) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It is of no use any more, whatever it says.
    }
  }

  private Thread start(String name, Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(() -> {
              try {
                work.run();
              } finally {
                connections.remove(Thread.currentThread());
              }
            });
    connections.add(thread);
    thread.start();
    return thread;
  }

  /** Lets nobody in any more and removes the file. Connections go on. */
  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      log.warn("Could not remove the socket " + path, failed);
    }
  }

  /**
   * Waits until connections have passed on what the closed sockets behind them sent last, at most
   * as long as that.
   */
  void awaitEnd(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      for (Thread connection : connections) {
        long left = end - System.nanoTime();
        if (left <= 0 || !connection.join(Duration.ofNanos(left))) {
          return;
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
