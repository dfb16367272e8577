package dev.elara.web.site;

import dev.elara.java.differential.Answer;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;

/** A subshell of its own in a page's kernel, its answers in the oracle's words. For one thread. */
final class PageShell implements AutoCloseable {

  private final KernelPage page;
  private final String id;

  PageShell(KernelPage page) {
    this.page = page;
    var made = ask("create_subshell_request", Map.of());
    id = String.valueOf(content(made, "create_subshell_reply").get("subshell_id"));
  }

  /** Runs a cell. Blocks until it has ended. */
  Answer run(String cell) {
    page.forget();
    var messages =
        page.awaitIdle(page.send(Channel.SHELL, "execute_request", Map.of("code", cell), id));
    var output = new StringBuilder();
    String value = null;
    String failure = null;
    for (var message : messages) {
      var content = message.content();
      switch (message.type()) {
        case "stream" -> {
          if ("stdout".equals(content.get("name"))) {
            output.append(content.get("text"));
          }
        }
        case "execute_result" ->
            value = String.valueOf(((Map<?, ?>) content.get("data")).get("text/plain"));
        case "error" ->
            failure =
                Answer.failure(
                    String.valueOf(content.get("ename")), String.valueOf(content.get("evalue")));
        default -> {} // statuses, and the cell's source
      }
    }
    return new Answer(output.toString(), value, failure);
  }

  private List<Message> ask(String type, Map<String, Object> content) {
    return page.awaitIdle(page.send(Channel.CONTROL, type, content));
  }

  private static Map<String, Object> content(List<Message> messages, String type) {
    return messages.stream().filter(m -> m.type().equals(type)).findFirst().orElseThrow().content();
  }

  @Override
  public void close() {
    var _ = ask("delete_subshell_request", Map.of("subshell_id", id));
  }
}
