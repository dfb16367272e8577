package dev.elara.ws.link;

import dev.elara.kernel.Connection;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of the link to a kernel: remembers who asked what, so that replies and questions
 * find their way back.
 *
 * <p>Thread-safe; nothing blocks but {@link #serve}.
 */
public final class ServerEnd implements AutoCloseable {

  private final SocketChannel socket;
  private final LinkWriter writer;
  private final Map<String, ReplyAddress> askers = new ConcurrentHashMap<>();

  /** Of a connection that a kernel has made. */
  public ServerEnd(SocketChannel socket) {
    this.socket = socket;
    this.writer = new LinkWriter(Channels.newOutputStream(socket), "Elara to a kernel");
  }

  /** Hands the kernel a request whose answers go to {@code replyTo}. */
  public void send(Message request, ReplyAddress replyTo) {
    if (request.channel() != Channel.STDIN) {
      askers.put(request.header().id(), replyTo);
    }
    writer.send(request);
  }

  /**
   * Hands out what the kernel says, until it is gone. Blocks.
   *
   * @param everyone hears what it tells everyone
   */
  public void serve(Connection everyone) {
    var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(socket), 1 << 16));
    try {
      for (Message next = LinkStream.read(in); next != null; next = LinkStream.read(in)) {
        handOut(next, everyone);
      }
    } catch (IOException broken) {
      // The kernel died in the middle of a message; its process says why.
      close();
    }
  }

  private void handOut(Message message, Connection everyone) {
    String request = message.parent().id();
    if (message.channel() == Channel.IOPUB) {
      everyone.publish(message);
      if ("idle".equals(message.content().get("execution_state"))) {
        // The last word on a request.
        askers.remove(request);
      }
      return;
    }
    @Nullable ReplyAddress asker = askers.get(request);
    if (asker != null) {
      asker.send(message);
    }
  }

  @Override
  public void close() {
    writer.close();
    try {
      socket.close();
    } catch (IOException ignored) {
      // It was closed by the other side.
    }
  }
}
