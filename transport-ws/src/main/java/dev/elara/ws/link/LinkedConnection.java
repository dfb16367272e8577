package dev.elara.ws.link;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Log;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * The kernel's end of the link to its server: what a transport is to a kernel that speaks ZeroMQ.
 *
 * <p>Thread-safe.
 */
public final class LinkedConnection implements Connection, AutoCloseable {

  private static final long LAST_WORDS_MILLIS = 500;

  private final SocketChannel socket;
  private final LinkWriter writer;
  private final Log log;

  private LinkedConnection(SocketChannel socket, Log log) {
    this.socket = socket;
    this.log = log;
    this.writer = new LinkWriter(Channels.newOutputStream(socket), "elara-link-writer");
  }

  /**
   * Connects to the server that waits at a socket of the file system.
   *
   * @throws IOException if nobody waits there
   */
  public static LinkedConnection to(Path address, Log log) throws IOException {
    return new LinkedConnection(SocketChannel.open(UnixDomainSocketAddress.of(address)), log);
  }

  /**
   * Begins to take requests.
   *
   * @param receive takes them; must not block
   * @param ended told when the server is gone
   */
  public void start(BiConsumer<Message, ReplyAddress> receive, Runnable ended) {
    Thread.ofPlatform()
        .daemon()
        .name("elara-link")
        .start(() -> {
          read(receive);
          ended.run();
        });
  }

  private void read(BiConsumer<Message, ReplyAddress> receive) {
    var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(socket)));
    try {
      for (Message next = LinkStream.read(in); next != null; next = LinkStream.read(in)) {
        receive.accept(next, writer::send);
      }
    } catch (ClosedChannelException | SocketException ended) {
      // This side has closed it, or the other side died.
    } catch (IOException broken) {
      log.warn("The link to the server broke.", broken);
    }
  }

  @Override
  public void publish(Message message) {
    writer.publish(message);
  }

  /** Sends what is on its way, for at most half a second, and disconnects. */
  @Override
  public void close() {
    writer.close(LAST_WORDS_MILLIS);
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is closed in any case.
    }
  }
}
