package dev.elara.kernel;

import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of a kernel that remembers all it hears, replies and iopub, in one order. */
final class Recorder implements Connection, ReplyAddress {

  private static final long PATIENCE_SECONDS = 20;

  private final List<Message> heard = new ArrayList<>();
  private final String session;
  private int sent;

  Recorder(String session) {
    this.session = session;
  }

  @Override
  public void publish(Message message) {
    hear(message);
  }

  @Override
  public void send(Message message) {
    hear(message);
  }

  @Override
  public Map<String, Object> ports() {
    return Content.of("shell_port", 5);
  }

  private synchronized void hear(Message message) {
    heard.add(message);
    notifyAll();
  }

  /** A request of this client. */
  synchronized Message request(
      Channel channel, String type, Map<String, Object> content, Object... headerFields) {
    Map<String, Object> header =
        Content.of(
            "msg_id",
            session + "-" + ++sent,
            "session",
            session,
            "username",
            "u",
            "msg_type",
            type,
            "version",
            "5.4",
            "colour",
            "green");
    header.putAll(Content.of(headerFields));
    return new Message(channel, new Header(header), Header.NONE, Map.of(), content, List.of());
  }

  /** All that was heard so far. */
  synchronized List<Message> heard() {
    return List.copyOf(heard);
  }

  /** All that was heard so far because of {@code request}. */
  List<Message> heardOf(Message request) {
    return heard().stream().filter(m -> m.parent().id().equals(request.header().id())).toList();
  }

  /** Waits until a message is heard that fits, and returns the first. */
  synchronized Message await(Predicate<Message> fits) {
    int seen = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      for (; seen < heard.size(); seen++) {
        if (fits.test(heard.get(seen))) {
          return heard.get(seen);
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("Not heard within " + PATIENCE_SECONDS + " s. Heard:\n" + story());
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /** Waits until the kernel is done with {@code request}; all that came of it. */
  List<Message> awaitIdle(Message request) {
    await(message -> isIdle(message) && message.parent().id().equals(request.header().id()));
    return heardOf(request);
  }

  static boolean isIdle(Message message) {
    return message.type().equals("status")
        && "idle".equals(message.content().get("execution_state"));
  }

  /** One line for each message heard. */
  private String story() {
    StringBuilder story = new StringBuilder();
    heard.forEach(m -> story.append(m.type()).append(' ').append(m.content()).append('\n'));
    return story.toString();
  }
}
