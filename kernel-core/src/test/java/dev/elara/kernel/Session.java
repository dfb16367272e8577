package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Message;
import dev.elara.shell.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A kernel with a scripted language and one client, for a test. */
final class Session implements AutoCloseable {

  final ScriptedShell shell = new ScriptedShell();
  final Recorder client = new Recorder("client");
  final Kernel kernel;

  Session() {
    this(new Settings(1 << 20, Duration.ofMillis(50), Duration.ofMillis(50)));
  }

  Session(Settings settings) {
    kernel = Kernel.builder(shell).settings(settings).build();
    kernel.attach(client);
  }

  /** A session whose kernel is running. */
  static Session started() {
    Session session = new Session();
    session.kernel.start();
    return session;
  }

  Session on(String code, Function<Execution, @Nullable Object> script) {
    shell.on(code, script);
    return this;
  }

  /** Sends a request on the shell channel. */
  Message send(String type, Map<String, Object> content, Object... headerFields) {
    return send(Channel.SHELL, type, content, headerFields);
  }

  Message send(Channel channel, String type, Map<String, Object> content, Object... headerFields) {
    Message request = client.request(channel, type, content, headerFields);
    kernel.receive(request, client);
    return request;
  }

  /** Sends a cell. */
  Message sendCell(String code) {
    return send("execute_request", Map.of("code", code));
  }

  /** Sends a cell with tags. */
  Message sendCell(String code, String... tags) {
    Message plain = client.request(Channel.SHELL, "execute_request", Map.of("code", code));
    Message tagged =
        new Message(
            Channel.SHELL,
            plain.header(),
            plain.parent(),
            Map.of("tags", List.of(tags)),
            plain.content(),
            List.of());
    kernel.receive(tagged, client);
    return tagged;
  }

  /** Runs a cell to its end; all that came of it. */
  List<Message> run(String code) {
    return client.awaitIdle(sendCell(code));
  }

  /** Sends a request, waits for its end; the content of its reply. */
  Map<String, @Nullable Object> ask(String type, Map<String, Object> content) {
    return reply(client.awaitIdle(send(type, content)));
  }

  /** The one reply among messages. */
  static Map<String, @Nullable Object> reply(List<Message> messages) {
    var replies = messages.stream().filter(m -> m.type().endsWith("_reply")).toList();
    assertThat(replies).as("replies").hasSize(1);
    return replies.get(0).content();
  }

  /** The types of messages, statuses by their state. */
  static List<String> story(List<Message> messages) {
    return messages.stream().map(Session::name).toList();
  }

  private static String name(Message message) {
    return message.type().equals("status")
        ? String.valueOf(message.content().get("execution_state"))
        : message.type();
  }

  /** The first message of a type among messages. */
  static Message first(List<Message> messages, String type) {
    return messages.stream().filter(m -> m.type().equals(type)).findFirst().orElseThrow();
  }

  /** All text of one stream among messages. */
  static String text(List<Message> messages, String stream) {
    StringBuilder text = new StringBuilder();
    messages.stream()
        .filter(m -> m.type().equals("stream") && stream.equals(m.content().get("name")))
        .forEach(m -> text.append(m.content().get("text")));
    return text.toString();
  }

  /** Waits on a latch, in a cell too. */
  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("released in time").isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  static Map<String, Object> content(Object... namesAndValues) {
    return Content.of(namesAndValues);
  }

  @Override
  public void close() {
    kernel.shutdown(false);
    client.await(message -> message.type().equals("shutdown_reply"));
  }
}
