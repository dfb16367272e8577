package dev.elara.web.contract;

import dev.elara.caller.Checks;
import dev.elara.caller.Pending;
import dev.elara.caller.platform.Platforms;
import dev.elara.kernel.Kernel;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.shell.EchoShell;
import dev.elara.web.platform.BrowserPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A kernel for the echo language, where there is one thread, by the real clock. */
final class KernelCheck {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ANSWER =
      "status starting, status busy, execute_input, stream hello, result {text/plain=42},"
          + " reply ok, status idle, ";

  private KernelCheck() {}

  /** A check of its own, beside the rules. */
  static void list(Checks checks) {
    checks.in(world -> world).add(0, "a kernel answers a cell", world -> answers());
  }

  private static void answers() {
    Platforms.install(new BrowserPlatform());
    String seen = cell("print hello\n42");
    if (!seen.equals(ANSWER)) {
      throw new AssertionError("The kernel said: " + seen);
    }
  }

  /** Runs a cell, and tells all messages that came of it, in order. */
  private static String cell(String code) {
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
    String all = idle.await(LIMIT);
    kernel.shutdown(false).await(LIMIT);
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
