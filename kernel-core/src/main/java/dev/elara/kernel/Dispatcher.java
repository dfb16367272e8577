package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.InvalidContent;
import dev.elara.message.Message;
import dev.elara.message.Request;
import dev.elara.message.Requests;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds who handles a message and schedules it there: by the {@linkplain Rule#TABLE table} of
 * channels and types, and by the subshell that the header names.
 */
final class Dispatcher {

  private final Workshop workshop;
  private final Subshells subshells;
  private final Kernel kernel;
  private final Cells cells;
  private final CommHandlers comms;
  private final InfoHandlers info;
  private final Turns turns;

  Dispatcher(Workshop workshop, Subshells subshells, Kernel kernel) {
    this.workshop = workshop;
    this.subshells = subshells;
    this.kernel = kernel;
    this.cells = new Cells(workshop);
    this.comms = new CommHandlers(workshop, subshells);
    this.turns = new Turns(workshop.control());
    this.info =
        new InfoHandlers(
            subshells.main().shell().language(), workshop.comms(), workshop.outbound());
  }

  /** Takes a message. Never blocks, never throws, never runs user code. */
  void dispatch(Message message, ReplyAddress replyTo) {
    Rule rule = Rule.of(message.channel(), message.type());
    Subshell subshell = null;
    try {
      subshell =
          rule == null || rule.ignoresSubshell()
              ? subshells.main()
              : subshells.find(message.header().subshellId());
      Request request = Requests.parse(message);
      if (request instanceof Request.InputReply reply) {
        workshop.stdin().reply(message, reply.value());
      } else {
        route(exchange(message, replyTo, subshell), rule, request, subshell);
      }
    } catch (InvalidContent invalid) {
      invalid(exchange(message, replyTo, subshell), rule, invalid);
    }
  }

  private void route(
      Exchange exchange, @Nullable Rule rule, Request request, @Nullable Subshell subshell) {
    if (rule == null) {
      unknown(exchange);
    } else if (!kernel.isRunning() && request instanceof Request.Shutdown shutdown) {
      kernel.end(shutdown.restart(), exchange);
    } else if (!kernel.isRunning()) {
      refuse(exchange, "KernelStopped", "The kernel has stopped or is shutting down.");
    } else if (subshell == null) {
      refuseWithoutSubshell(exchange);
    } else {
      schedule(rule, new Incoming(exchange, request, subshell, caller(rule, subshell)));
    }
  }

  private Exchange exchange(Message message, ReplyAddress replyTo, @Nullable Subshell subshell) {
    boolean execute = message.type().equals("execute_request");
    return new Exchange(
        message,
        replyTo,
        workshop.outbound(),
        execute ? () -> Cells.errorFields(subshell) : Map::of);
  }

  private void unknown(Exchange exchange) {
    workshop
        .log()
        .warn(
            "Received a message of the unknown type '"
                + shown(exchange.message().type())
                + "' on '"
                + exchange.message().channel().wireName()
                + "'; there is no reply to it.");
    onControl(exchange, () -> exchange.answer(null));
  }

  /** A name from outside; as many characters as any real one has, and only their kind. */
  private static String shown(String name) {
    String harmless = name.replaceAll("[^A-Za-z0-9_.-]", "?");
    return harmless.length() <= 60 ? harmless : harmless.substring(0, 60) + "…";
  }

  private void invalid(Exchange exchange, @Nullable Rule rule, InvalidContent problem) {
    workshop.log().warn(String.valueOf(problem.getMessage()));
    if (rule != null) {
      refuse(exchange, "InvalidContent", String.valueOf(problem.getMessage()));
    }
  }

  private void refuseWithoutSubshell(Exchange exchange) {
    String id = String.valueOf(exchange.message().header().subshellId());
    if (!exchange.hasReply()) {
      workshop.log().warn(exchange.message().type() + ": " + unknownSubshell(shown(id)));
    }
    refuse(exchange, "UnknownSubshell", unknownSubshell(id));
  }

  private void refuse(Exchange exchange, String name, String problem) {
    onControl(exchange, () -> exchange.fail(name, problem));
  }

  /** On Control, or here once there is none any more. */
  private void onControl(Exchange exchange, Runnable answer) {
    if (kernel.isRunning()) {
      turns.add(exchange.replyTo(), answer);
    } else {
      answer.run();
    }
  }

  private static String unknownSubshell(String id) {
    return "There is no subshell '"
        + id
        + "'; it was deleted, or never created in this kernel. list_subshell_request names those"
        + " that are there.";
  }

  private Caller caller(Rule rule, Subshell subshell) {
    return switch (rule.place()) {
      case KERNEL -> workshop.control();
      // A cell sent on the control channel must not keep Control from answering.
      case USER ->
          rule.channel() == Channel.CONTROL
              ? workshop.control().get(CallerOptions.named("Control cells"))
              : subshell.caller();
    };
  }

  private void schedule(Rule rule, Incoming incoming) {
    if (incoming.request() instanceof Request.Execute execute) {
      cells.accept(incoming, execute);
      return;
    }
    if (incoming.request() instanceof Request.Interrupt) {
      kernel.interruptArrived(incoming.exchange().message().header());
    }
    Work work =
        new Work(
            incoming.exchange(),
            workshop.log(),
            () -> {
              incoming.exchange().open();
              handle(incoming);
            });
    if (rule.mode() == RunMode.QUEUE) {
      incoming.subshell().queue(rule.channel(), rule.type(), incoming.caller()).add(work);
    } else if (rule.mode() == RunMode.DIRECT && rule.place() == Rule.Place.KERNEL) {
      takeTurn(incoming, work);
    } else {
      work.start(rule.mode(), incoming.caller(), () -> {});
    }
  }

  /** On Control, in turn; but what a kernel is, at once if nobody else waits for an answer. */
  private void takeTurn(Incoming incoming, Work work) {
    ReplyAddress asker = incoming.exchange().replyTo();
    boolean atOnce =
        incoming.request() instanceof Request.KernelInfo
            && asker.answersInPlace()
            && workshop.outbound().hasOne()
            && turns.isIdle();
    if (atOnce) {
      work.run();
    } else {
      turns.add(asker, work::run);
    }
  }

  private void handle(Incoming incoming) {
    Exchange exchange = incoming.exchange();
    Subshell subshell = incoming.subshell();
    if (incoming.request() instanceof Request.KernelInfo) {
      // The first question of all need not wait until the `switch` is linked.
      exchange.answer(info.kernelInfo());
      return;
    }
    switch (incoming.request()) {
      case Request.Execute request -> cells.accept(incoming, request);
      case Request.KernelInfo request -> exchange.answer(info.kernelInfo());
      case Request.Complete request -> exchange.answer(info.complete(request, subshell.shell()));
      case Request.Inspect request -> exchange.answer(info.inspect(request, subshell.shell()));
      case Request.IsComplete request ->
          exchange.answer(info.isComplete(request, subshell.shell()));
      case Request.History request -> exchange.answer(info.history(request, subshell.history()));
      case Request.CommInfo request -> exchange.answer(info.commInfo(request));
      case Request.Connect request -> exchange.answer(info.connect());
      case Request.CommOpen request -> comms.open(incoming, request);
      case Request.CommMessage request -> comms.message(incoming, request);
      case Request.CommClose request -> comms.close(incoming, request);
      case Request.Shutdown request -> kernel.end(request.restart(), exchange);
      case Request.Interrupt request -> interrupt(exchange);
      case Request.CreateSubshell request -> createSubshell(exchange);
      case Request.DeleteSubshell request -> deleteSubshell(exchange, request.id());
      case Request.ListSubshells request ->
          exchange.answer(Content.ok("subshell_id", subshells.ids()));
      case Request.Debug request -> exchange.answer(noDebugger(request.content()));
      case Request.InputReply request ->
          workshop.stdin().reply(exchange.message(), request.value());
      case Request.Unknown request -> exchange.answer(null);
    }
  }

  private void interrupt(Exchange exchange) {
    kernel.interruptRunning();
    exchange.answer(Content.ok());
  }

  private void createSubshell(Exchange exchange) {
    Subshell created = subshells.create();
    exchange.answer(Content.ok("subshell_id", created.id()));
  }

  private void deleteSubshell(Exchange exchange, String id) {
    Subshell removed = subshells.remove(id);
    if (removed == null) {
      exchange.fail("UnknownSubshell", unknownSubshell(id));
    } else {
      kernel.delete(removed);
      exchange.answer(Content.ok());
    }
  }

  /** A response of the Debug Adapter Protocol that says no. */
  private static Map<String, @Nullable Object> noDebugger(Map<String, @Nullable Object> asked) {
    return Content.of(
        "type",
        "response",
        "seq",
        0,
        "request_seq",
        asked.get("seq"),
        "success",
        false,
        "command",
        asked.get("command"),
        "message",
        "This kernel has no debugger.",
        "body",
        Map.of("breakpoints", List.of()));
  }
}
