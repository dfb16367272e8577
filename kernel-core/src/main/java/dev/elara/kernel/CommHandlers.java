package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.comm.Comm;
import dev.elara.comm.CommManager;
import dev.elara.comm.CommMessage;
import dev.elara.comm.CommTarget;
import dev.elara.message.Content;
import dev.elara.message.Message;
import dev.elara.message.Request;
import dev.elara.shell.StreamName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients say on comms. Which comm it is about is found out at once, in the order of arrival;
 * the user's handlers run behind each other on the caller that opened the comm.
 */
final class CommHandlers {

  private final Workshop workshop;
  private final Subshells subshells;
  private final Map<Caller, SerialQueue> queues = new HashMap<>(); // guarded by this

  CommHandlers(Workshop workshop, Subshells subshells) {
    this.workshop = workshop;
    this.subshells = subshells;
  }

  private CommManager comms() {
    return workshop.comms();
  }

  void open(Incoming incoming, Request.CommOpen request) {
    CommTarget target = comms().target(request.target());
    if (target == null) {
      workshop.log().warn("No comm target is registered under the name a client asked for.");
      refuse(incoming.exchange(), request.id());
      return;
    }
    Comm comm = comms().accept(request.id(), request.target(), incoming.subshell().caller());
    CommMessage message = message(incoming.exchange().message(), request.data());
    handle(incoming.exchange(), comm, incoming.subshell(), () -> opened(target, comm, message));
  }

  private static void opened(CommTarget target, Comm comm, CommMessage message) {
    try {
      target.opened(comm, message);
    } catch (Throwable thrown) {
      comm.close();
      throw thrown;
    }
  }

  private void refuse(Exchange exchange, String commId) {
    exchange.open();
    workshop
        .outbound()
        .publish("comm_close", exchange.parent(), Content.of("comm_id", commId, "data", Map.of()));
    exchange.answer(null);
  }

  void message(Incoming incoming, Request.CommMessage request) {
    Comm comm = comms().find(request.id());
    if (comm == null) {
      dropped(incoming.exchange());
      return;
    }
    CommMessage message = message(incoming.exchange().message(), request.data());
    handle(incoming.exchange(), comm, incoming.subshell(), () -> comm.deliver(message));
  }

  void close(Incoming incoming, Request.CommClose request) {
    Comm comm = comms().find(request.id());
    if (comm == null) {
      dropped(incoming.exchange());
      return;
    }
    CommMessage last = message(incoming.exchange().message(), request.data());
    handle(incoming.exchange(), comm, incoming.subshell(), () -> comm.closed(last));
  }

  private void dropped(Exchange exchange) {
    workshop.log().info("Dropped a " + exchange.message().type() + ": its comm is not open.");
    exchange.answer(null);
  }

  private static CommMessage message(Message message, Map<String, @Nullable Object> data) {
    return new CommMessage(data, message.metadata(), message.buffers());
  }

  private void handle(Exchange exchange, Comm comm, Subshell subshell, Runnable handler) {
    Caller owner = comm.owner();
    if (owner == null || owner.stopped().done()) {
      owner = subshells.main().caller();
    }
    Work work =
        new Work(
            exchange,
            workshop.log(),
            () -> {
              exchange.open();
              run(exchange, subshell, handler);
            });
    queue(owner).add(work);
  }

  private synchronized SerialQueue queue(Caller owner) {
    queues.keySet().removeIf(caller -> caller.stopped().done());
    return queues.computeIfAbsent(owner, SerialQueue::new);
  }

  private void run(Exchange exchange, Subshell subshell, Runnable handler) {
    CellExecution execution =
        workshop.execution(exchange, subshell.id(), CellExecution.Source.NONE);
    Running running =
        new Running(
            exchange,
            execution,
            subshell,
            Caller.current(),
            Callers.currentTask(),
            () -> true,
            outcome -> end(exchange, execution));
    workshop.interrupts().add(running);
    workshop.bind(execution);
    try {
      handler.run();
    } catch (Throwable thrown) {
      String page = String.join("\n", subshell.shell().failure(thrown).traceback());
      execution.write(StreamName.STDERR, page + "\n");
    } finally {
      workshop.interrupts().remove(running);
      end(exchange, execution);
    }
  }

  private static void end(Exchange exchange, CellExecution execution) {
    if (exchange.claim()) {
      execution.finishStreams();
      exchange.finish(null);
    }
  }
}
