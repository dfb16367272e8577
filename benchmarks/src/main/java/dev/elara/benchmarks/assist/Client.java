package dev.elara.benchmarks.assist;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client in the kernel's process that waits for replies, one at a time. Thread-safe. */
final class Client implements Connection, ReplyAddress {

  private final Kernel kernel;

  /** Guarded by this. */
  private final Map<String, CompletableFuture<Message>> replies = new HashMap<>();

  /** Guarded by this. */
  private int sent;

  Client(Kernel kernel) {
    this.kernel = kernel;
    kernel.attach(this);
  }

  /** Sends a request; its reply will come. */
  CompletableFuture<Message> send(Channel channel, String type, Map<String, Object> content) {
    var reply = new CompletableFuture<Message>();
    String id;
    synchronized (this) {
      id = "request-" + ++sent;
      replies.put(id, reply);
    }
    var header = new Header(Map.of("msg_id", id, "msg_type", type, "session", "figures"));
    kernel.receive(new Message(channel, header, Header.NONE, Map.of(), content, List.of()), this);
    return reply;
  }

  @Override
  public void publish(Message message) {}

  @Override
  public void send(Message message) {
    CompletableFuture<Message> reply;
    synchronized (this) {
      reply = replies.remove(message.parent().id());
    }
    if (reply != null) {
      reply.complete(message);
    }
  }
}
