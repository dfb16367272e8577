package dev.elara.cli.run;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers at once on the thread that asks, by what a cell says: {@code print X}, {@code value X},
 * {@code fail}, {@code expected failure is missing}, {@code hang} until interrupted, {@code deaf}
 * also then, {@code late X} prints in the name of the first cell.
 */
final class FakeKernel implements RequestTarget {

  private final MessageFactory messages = new MessageFactory("k", "kernel", () -> Instant.EPOCH);
  private final Inbox inbox;
  final List<String> ran = new ArrayList<>();
  private final List<Message> hanging = new ArrayList<>();
  private @Nullable Header first;
  private Runnable whenItHangs = () -> {};
  private int count;

  FakeKernel(Inbox inbox) {
    this.inbox = inbox;
  }

  void whenItHangs(Runnable action) {
    whenItHangs = action;
  }

  @Override
  public void receive(Message message, ReplyAddress replyTo) {
    publish(message.header(), "status", Content.of("execution_state", "busy"));
    switch (message.type()) {
      case "kernel_info_request" ->
          finish(message, Content.ok("language_info", Content.of("name", "java")));
      case "interrupt_request" -> {
        finish(message, Content.ok());
        hanging.forEach(cell -> fail(cell, "KernelInterrupt"));
        hanging.clear();
      }
      case "execute_request" -> execute(message);
      default -> throw new AssertionError(message.type());
    }
  }

  private void execute(Message message) {
    first = first == null ? message.header() : first;
    String code = (String) message.content().get("code");
    ran.add(code);
    count++;
    publish(message.header(), "execute_input", Content.of("code", code, "execution_count", count));
    String argument = code.substring(code.indexOf(' ') + 1);
    switch (code.split(" ", 2)[0]) {
      case "print" -> {
        publish(message.header(), "stream", Content.of("name", "stdout", "text", argument));
        finish(message, Content.ok("execution_count", count));
      }
      case "late" -> {
        publish(first, "stream", Content.of("name", "stdout", "text", argument));
        finish(message, Content.ok("execution_count", count));
      }
      case "value" -> {
        Map<String, Object> data = Map.of("text/plain", argument);
        publish(
            message.header(),
            "execute_result",
            Content.of("execution_count", count, "data", data, "metadata", Map.of()));
        finish(message, Content.ok("execution_count", count));
      }
      case "fail" -> fail(message, "java.lang.IllegalStateException");
      case "expected" -> fail(message, "MissingException");
      case "hang" -> {
        hanging.add(message);
        whenItHangs.run();
      }
      case "deaf" -> whenItHangs.run();
      default -> throw new AssertionError(code);
    }
  }

  private void fail(Message message, String name) {
    var error = Content.error(name, "because", List.of("\u001b[31m" + name + "\u001b[0m", "  at"));
    publish(message.header(), "error", error);
    finish(message, error);
  }

  private void finish(Message message, Map<String, @Nullable Object> content) {
    String type = message.type().replace("_request", "_reply");
    inbox.send(messages.message(message.channel(), type, message.header(), content));
    publish(message.header(), "status", Content.of("execution_state", "idle"));
  }

  private void publish(Header parent, String type, Map<String, @Nullable Object> content) {
    inbox.publish(messages.message(Channel.IOPUB, type, parent, content));
  }
}
