package dev.elara.cli.kernel;

import dev.elara.cli.config.Configuration;
import dev.elara.cli.config.StartupCell;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.time.Instant;
import java.util.UUID;

/** Runs what the user wants each kernel to begin with, as silent cells before all others. */
final class Startup {

  private Startup() {}

  /**
   * Hands the cells to a kernel, which must not have been started: so they come before whatever a
   * client asks. Never blocks for them. The log hears of what is wrong.
   */
  static void prepare(Kernel kernel, Configuration configuration, Log log) {
    configuration.problems().forEach(log::warn);
    var requests = new MessageFactory(UUID.randomUUID().toString(), "elara", Instant::now);
    for (StartupCell cell : configuration.startup()) {
      Message request =
          requests.message(
              Channel.SHELL,
              "execute_request",
              Header.NONE,
              Content.of(
                  "code",
                  cell.code(),
                  "silent",
                  true,
                  "store_history",
                  false,
                  "allow_stdin",
                  false));
      kernel.receive(request, reply -> report(cell, reply, log));
    }
  }

  private static void report(StartupCell cell, Message reply, Log log) {
    if ("error".equals(reply.content().get("status"))) {
      log.warn(
          "What a kernel begins with failed (%s): %s: %s"
              .formatted(
                  cell.origin(), reply.content().get("ename"), reply.content().get("evalue")));
    }
  }
}
