package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.message.Content;
import dev.elara.message.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes cells in: reads how they want to be run and schedules them in that way.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute">Execute</a>
 */
final class Cells {

  private final Workshop workshop;

  Cells(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Schedules a cell. Never blocks. */
  void accept(Incoming incoming, Request.Execute request) {
    Subshell subshell = incoming.subshell();
    Exchange exchange = incoming.exchange();
    CellOptions options;
    @Nullable InvalidOption problem = null;
    try {
      options = CellOptions.read(request, exchange.message().metadata());
    } catch (InvalidOption invalid) {
      options = CellOptions.plain(request);
      problem = invalid;
    }
    var arrival = subshell.arrivals().cell(exchange.message().header());
    CellRun run = new CellRun(workshop, incoming, request, options, problem, arrival);
    Work work = new Work(exchange, workshop.log(), run::run, options.threadName());
    Caller caller = incoming.caller();
    if (options.mode() == RunMode.QUEUE) {
      subshell.queue(exchange.message().channel(), exchange.message().type(), caller).add(work);
    } else {
      work.start(options.mode(), caller, () -> {});
    }
  }

  /** What an execute_reply has beside the usual fields also in an error. */
  static Map<String, @Nullable Object> errorFields(@Nullable Subshell subshell) {
    return Content.of(
        "execution_count",
        subshell == null ? 0 : subshell.count(),
        "user_expressions",
        Map.of(),
        "payload",
        List.of());
  }
}
