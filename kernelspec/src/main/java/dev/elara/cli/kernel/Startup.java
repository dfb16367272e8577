package dev.elara.cli.kernel;

import dev.elara.cli.config.Configuration;
import dev.elara.cli.config.StartupCell;
import dev.elara.kernel.Connection;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs what the user wants each kernel to begin with, as silent cells before all others. No client
 * listens yet, so what they print goes to the log, and so does why one failed.
 */
final class Startup implements Connection {

  private final Kernel kernel;
  private final Log log;

  /** Those that have not ended, by the id of their request. */
  private final Map<String, StartupCell> running = new ConcurrentHashMap<>();

  private Startup(Kernel kernel, Log log) {
    this.kernel = kernel;
    this.log = log;
  }

  /**
   * Hands the cells to a kernel, which must not have been started: so they come before whatever a
   * client asks. Never blocks for them. The log hears of what is wrong.
   */
  static void prepare(Kernel kernel, Configuration configuration, Log log) {
    configuration.problems().forEach(log::warn);
    if (!configuration.startup().isEmpty()) {
      new Startup(kernel, log).run(configuration.startup());
    }
  }

  private void run(List<StartupCell> cells) {
    var requests = new MessageFactory(UUID.randomUUID().toString(), "elara", Instant::now);
    List<Message> all = cells.stream().map(cell -> request(requests, cell)).toList();
    for (int i = 0; i < all.size(); i++) {
      running.put(all.get(i).header().id(), cells.get(i));
    }
    kernel.attach(this);
    all.forEach(request -> kernel.receive(request, this::ended));
  }

  private static Message request(MessageFactory requests, StartupCell cell) {
    Map<String, @Nullable Object> content = new HashMap<>(cell.request());
    return requests.message(Channel.SHELL, "execute_request", Header.NONE, content);
  }

  @Override
  public void publish(Message message) {
    StartupCell cell = running.get(message.parent().id());
    if (cell != null && message.type().equals("stream")) {
      String text = String.valueOf(message.content().get("text")).stripTrailing();
      if (!text.isEmpty()) {
        log.info("%s says: %s".formatted(cell.origin(), text));
      }
    }
  }

  private void ended(Message reply) {
    StartupCell cell = running.remove(reply.parent().id());
    if (cell != null && "error".equals(reply.content().get("status"))) {
      log.warn(
          "What a kernel begins with failed (%s): %s: %s"
              .formatted(
                  cell.origin(), reply.content().get("ename"), reply.content().get("evalue")));
    }
    if (running.isEmpty()) {
      kernel.detach(this);
    }
  }
}
