package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.Pending;
import dev.elara.message.Content;
import dev.elara.message.MimeBundle;
import dev.elara.message.Request;
import dev.elara.shell.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cell from its start to its reply: busy, {@code execute_input}, what it shows, {@code
 * execute_result} or {@code error}, {@code execute_reply}, idle.
 *
 * <p>{@link #run} is called once, on the strand the cell runs on. {@link #end} may be called by
 * someone else who gave up on it; the first end counts.
 */
final class CellRun {

  private final Workshop workshop;
  private final Exchange exchange;
  private final Request.Execute request;
  private final Subshell subshell;
  private final CellOptions options;
  private final @Nullable InvalidOption problem;
  private final Arrivals.Arrival arrival;

  CellRun(
      Workshop workshop,
      Incoming incoming,
      Request.Execute request,
      CellOptions options,
      @Nullable InvalidOption problem,
      Arrivals.Arrival arrival) {
    this.workshop = workshop;
    this.exchange = incoming.exchange();
    this.request = request;
    this.subshell = incoming.subshell();
    this.options = options;
    this.problem = problem;
    this.arrival = arrival;
  }

  void run() {
    if (subshell.arrivals().isAborted(arrival) && options.mode() == RunMode.QUEUE) {
      exchange.fail("Aborted", "A cell before this one failed or was interrupted.");
      return;
    }
    int count = subshell.nextCount(request.storeHistory());
    CellExecution execution =
        workshop.execution(
            exchange,
            subshell.id(),
            new CellExecution.Source(
                options.code(), count, request.silent(), request.allowStdin()));
    workshop
        .outbound()
        .together(() -> {
          exchange.open();
          if (!request.silent()) {
            execution.publish(
                "execute_input", Content.of("code", request.code(), "execution_count", count));
          }
        });
    if (request.storeHistory()) {
      subshell.history().input(count, request.code());
    }
    evaluate(execution);
  }

  private void evaluate(CellExecution execution) {
    Running running =
        new Running(
            exchange,
            execution,
            subshell,
            Caller.current(),
            Callers.currentTask(),
            this::isInterrupted,
            outcome -> end(execution, outcome, Map.of()));
    workshop.interrupts().add(running);
    if (isInterrupted()) {
      // The interrupt came before this cell could be seen running.
      workshop
          .interrupts()
          .interrupt(running, Interruption.byUser(), workshop.settings().interruptGrace());
    }
    Pending<?> alarm = setTimeout(running);
    workshop.bind(execution);
    try {
      Outcome outcome = problem == null ? outcome(execution) : problem.asFailure();
      end(execution, outcome, expressions(execution, outcome));
    } finally {
      workshop.interrupts().remove(running);
      if (alarm != null) {
        alarm.cancel("the cell has ended");
      }
    }
  }

  private boolean isInterrupted() {
    return !request.silent() && subshell.arrivals().isInterrupted(arrival);
  }

  private @Nullable Pending<?> setTimeout(Running running) {
    Duration timeout = options.timeout();
    if (timeout == null) {
      return null;
    }
    Interruption why = Interruption.byTimeout("timeout=" + timeout.toNanos() / 1e9);
    Duration grace = workshop.settings().interruptGrace();
    return workshop
        .control()
        .callLater(timeout, () -> workshop.interrupts().interrupt(running, why, grace));
  }

  private Outcome outcome(CellExecution execution) {
    Outcome outcome = guarded(() -> subshell.shell().evaluate(execution));
    Interruption why = execution.interruption();
    if (why != null) {
      return why.rename(outcome);
    }
    boolean succeeded = outcome instanceof Outcome.Success;
    return options.raisesException() && succeeded ? missingException() : outcome;
  }

  private static Outcome missingException() {
    String message = "The cell has the tag 'raises-exception', but it raised none.";
    return new Outcome.Failure("MissingException", message, List.of(message));
  }

  /** A shell throws nothing; if one does after all, its cell fails with that. */
  private Outcome guarded(Supplier<Outcome> evaluation) {
    try {
      return evaluation.get();
    } catch (Throwable thrown) {
      workshop.log().warn("The shell threw instead of returning a failure.", thrown);
      return subshell.shell().failure(thrown);
    }
  }

  private Map<String, @Nullable Object> expressions(CellExecution execution, Outcome outcome) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (outcome instanceof Outcome.Success) {
      for (var each : request.userExpressions().entrySet()) {
        Outcome value =
            guarded(() -> subshell.shell().evaluateExpression(execution, each.getValue()));
        values.put(each.getKey(), shown(value));
      }
    }
    return values;
  }

  private static Map<String, @Nullable Object> shown(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success success -> {
        MimeBundle value = success.value() == null ? MimeBundle.text("null") : success.value();
        yield Content.ok("data", value.data(), "metadata", value.metadata());
      }
      case Outcome.Failure failure ->
          Content.error(failure.name(), failure.message(), failure.traceback());
    };
  }

  /** Ends the cell with that outcome, unless it has ended already. */
  private void end(
      CellExecution execution, Outcome outcome, Map<String, @Nullable Object> expressions) {
    if (!exchange.claim()) {
      return;
    }
    workshop
        .outbound()
        .together(() -> {
          execution.finishStreams();
          // No `switch` over types: linking the first one costs every kernel's first cell time.
          exchange.finish(
              outcome instanceof Outcome.Success success
                  ? succeed(execution, success, expressions)
                  : fail(execution, (Outcome.Failure) outcome));
        });
  }

  private Map<String, @Nullable Object> succeed(
      CellExecution execution, Outcome.Success success, Map<String, @Nullable Object> expressions) {
    MimeBundle value = success.value();
    if (value != null && !request.silent()) {
      execution.publish(
          "execute_result",
          Content.of(
              "execution_count",
              execution.count(),
              "data",
              value.data(),
              "metadata",
              value.metadata()));
    }
    if (value != null && request.storeHistory()) {
      subshell.history().output(execution.count(), String.valueOf(value.data().get("text/plain")));
    }
    return Content.ok(
        "execution_count",
        execution.count(),
        "user_expressions",
        expressions,
        "payload",
        execution.payloads());
  }

  private Map<String, @Nullable Object> fail(CellExecution execution, Outcome.Failure failure) {
    if (!request.silent()) {
      execution.publish(
          "error",
          Content.of(
              "ename",
              failure.name(),
              "evalue",
              failure.message(),
              "traceback",
              failure.traceback()));
    }
    if (!request.silent() && options.stopOnError()) {
      subshell.arrivals().abortQueued();
    }
    Map<String, @Nullable Object> reply =
        exchange.error(failure.name(), failure.message(), failure.traceback());
    reply.put("execution_count", execution.count());
    reply.put("payload", execution.payloads());
    return reply;
  }
}
