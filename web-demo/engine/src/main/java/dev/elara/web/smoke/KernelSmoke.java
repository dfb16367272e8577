package dev.elara.web.smoke;

import dev.elara.caller.Pending;
import dev.elara.kernel.Kernel;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.shell.EchoShell;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A kernel for the echo language, where there is one thread. */
final class KernelSmoke {

  private KernelSmoke() {}

  /** Runs a cell, and tells all messages that came of it, in order. */
  static String cell(String code) {
    Kernel kernel = Kernel.builder(new EchoShell()).build();
    StringBuilder seen = new StringBuilder();
    Pending<String> idle = new Pending<>();
    kernel.attach(message -> {
      seen.append(told(message)).append(", ");
      if (told(message).equals("status idle")) {
        idle.setResult(seen.toString());
      }
    });
    kernel.receive(request(code), reply -> seen.append(told(reply)).append(", "));
    kernel.start();
    String all = idle.await(Duration.ofSeconds(20));
    kernel.shutdown(false).await(Duration.ofSeconds(20));
    return all;
  }

  private static Message request(String code) {
    Header header =
        new Header(
            Map.of(
                "msg_id", "1",
                "msg_type", "execute_request",
                "session", "smoke",
                "username", "user"));
    return new Message(
        Channel.SHELL, header, Header.NONE, Map.of(), Map.of("code", code), List.of());
  }

  private static String told(Message message) {
    Map<String, ?> content = message.content();
    return switch (message.type()) {
      case "status" -> "status " + content.get("execution_state");
      case "stream" -> "stream " + String.valueOf(content.get("text")).strip();
      case "execute_result" -> "result " + content.get("data");
      case "execute_reply" -> "reply " + content.get("status");
      default -> message.type();
    };
  }
}
