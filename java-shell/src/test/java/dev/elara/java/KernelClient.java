package dev.elara.java;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A client in the same process: sends requests and remembers all it hears. Thread-safe. */
final class KernelClient implements Connection, ReplyAddress {

  private final Kernel kernel;

  /** Guarded by this. */
  private final List<Message> heard = new ArrayList<>();

  /** Guarded by this. */
  private int sent;

  KernelClient(Kernel kernel) {
    this.kernel = kernel;
    kernel.attach(this);
  }

  /** Sends a request and answers its id. */
  String send(Channel channel, String type, Map<String, Object> content) {
    String id;
    synchronized (this) {
      id = "request-" + ++sent;
    }
    var header = new Header(Map.of("msg_id", id, "msg_type", type, "session", "test"));
    kernel.receive(new Message(channel, header, Header.NONE, Map.of(), content, List.of()), this);
    return id;
  }

  /** Sends a cell and answers its request's id. */
  String sendCell(String code) {
    return send(Channel.SHELL, "execute_request", Map.of("code", code, "allow_stdin", true));
  }

  /** Runs a cell to its end and answers what came of it. */
  List<Message> run(String code) {
    return await(sendCell(code));
  }

  /** Waits for the end of a request and answers what came of it. */
  List<Message> await(String id) {
    await(
        id,
        message ->
            message.type().equals("status")
                && "idle".equals(message.content().get("execution_state")));
    return of(id);
  }

  /** Waits for a message that came of a request. */
  synchronized Message await(String id, Predicate<Message> wanted) {
    while (true) {
      for (Message message : heard) {
        if (message.parent().id().equals(id) && wanted.test(message)) {
          return message;
        }
      }
      try {
        wait();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /** What has come of a request. */
  synchronized List<Message> of(String id) {
    return heard.stream().filter(message -> message.parent().id().equals(id)).toList();
  }

  @Override
  public void publish(Message message) {
    hear(message);
  }

  @Override
  public void send(Message message) {
    hear(message);
  }

  private synchronized void hear(Message message) {
    heard.add(message);
    notifyAll();
  }

  /** The content of the one message of a type. */
  static Map<String, Object> content(List<Message> messages, String type) {
    return messages.stream().filter(m -> m.type().equals(type)).findFirst().orElseThrow().content();
  }

  /** All text of a stream. */
  static String text(List<Message> messages, String stream) {
    var text = new StringBuilder();
    for (Message message : messages) {
      if (message.type().equals("stream") && stream.equals(message.content().get("name"))) {
        text.append(message.content().get("text"));
      }
    }
    return text.toString();
  }

  /** The plain text of the result. */
  static Object result(List<Message> messages) {
    return ((Map<?, ?>) content(messages, "execute_result").get("data")).get("text/plain");
  }
}
