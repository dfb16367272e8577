package dev.elara.cli.run;

import dev.elara.cli.notebook.Cell;
import dev.elara.cli.notebook.Notebook;
import dev.elara.cli.notebook.Outputs;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of one notebook: its code cells in order, each when the one before has ended. Whatever
 * arrives goes to the cell that caused it, also after that cell has ended.
 *
 * <p>Cells that are blank or tagged {@code skip-execution} are not run. A cell tagged {@code
 * raises-exception} may, and must, fail.
 */
final class NotebookRun {

  /** How long a cell that was asked to stop has before the run goes on without its reply. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RequestTarget kernel;
  private final Inbox inbox;
  private final Transcript transcript;
  private final @Nullable Duration timeout;
  private final boolean allowErrors;
  private final MessageFactory requests =
      new MessageFactory(UUID.randomUUID().toString(), "elara", Instant::now);
  private final Outputs outputs = new Outputs();
  private final Map<String, Cell> cellOfRequest = new HashMap<>();
  private int failures;

  /**
   * A run.
   *
   * @param inbox attached to {@code kernel}
   * @param timeout how long a cell may take, or null
   * @param allowErrors whether cells may fail
   */
  NotebookRun(
      RequestTarget kernel,
      Inbox inbox,
      Transcript transcript,
      @Nullable Duration timeout,
      boolean allowErrors) {
    this.kernel = kernel;
    this.inbox = inbox;
    this.transcript = transcript;
    this.timeout = timeout;
    this.allowErrors = allowErrors;
  }

  /** Runs the notebook and leaves outputs and numbers in it; blocks until it has ended. */
  Ending run(Notebook notebook, Map<String, @Nullable Object> kernelspec) {
    Map<String, @Nullable Object> info = new Exchange("kernel_info_request", Map.of()).reply(null);
    if (info.get("language_info") instanceof Map<?, ?> language) {
      notebook.ranOn(copy(language), kernelspec);
    }
    List<Cell> cells = notebook.cells().stream().filter(NotebookRun::isRun).toList();
    cells.forEach(Cell::clear);
    try {
      return run(cells);
    } finally {
      outputs.store();
    }
  }

  private Ending run(List<Cell> cells) {
    int number = 0;
    for (Cell cell : cells) {
      number++;
      if (inbox.stopWanted()) {
        return new Ending.Stopped();
      }
      transcript.starts(number, cells.size(), cell.source());
      boolean good = new CellExchange(cell, number).run();
      if (inbox.stopWanted()) {
        return new Ending.Stopped();
      }
      if (!good) {
        return new Ending.Failed(number);
      }
    }
    return new Ending.Completed(failures);
  }

  private static boolean isRun(Cell cell) {
    return cell.isCode() && !cell.source().isBlank() && !cell.hasTag("skip-execution");
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> tree) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> copy.put(key.toString(), value));
    return copy;
  }

  /** A request on its way from being sent to its reply and the kernel's idle after it. */
  private class Exchange {

    private final Message request;
    private @Nullable Map<String, @Nullable Object> reply;
    private boolean idle;

    Exchange(String type, Map<String, @Nullable Object> content) {
      this(Channel.SHELL, type, Map.of(), content);
    }

    Exchange(
        Channel channel,
        String type,
        Map<String, @Nullable Object> metadata,
        Map<String, @Nullable Object> content) {
      request = requests.message(channel, type, Header.NONE, metadata, content, List.of());
    }

    String id() {
      return request.header().id();
    }

    /** Sends it and blocks for its reply. */
    Map<String, @Nullable Object> reply(@Nullable Duration wait) {
      send();
      return await(wait).orElse(Map.of());
    }

    void send() {
      kernel.receive(request, inbox);
    }

    /** Blocks until it is answered; empty if {@code wait} is over or the user wants to stop. */
    Optional<Map<String, @Nullable Object>> await(@Nullable Duration wait) {
      Long deadline = wait == null ? null : Inbox.deadlineIn(wait);
      while (reply == null || !idle) {
        Optional<Message> message = inbox.next(deadline);
        if (message.isEmpty()) {
          return Optional.empty();
        }
        take(message.get());
      }
      return Optional.of(reply);
    }

    private void take(Message message) {
      boolean mine = message.parent().id().equals(id());
      if (mine && message.channel() == request.channel()) {
        reply = message.content();
      }
      if (mine
          && message.type().equals("status")
          && "idle".equals(message.content().get("execution_state"))) {
        idle = true;
      }
      Cell cell = cellOfRequest.get(message.parent().id());
      if (cell != null && message.channel() == Channel.IOPUB) {
        outputs.add(cell, message);
        published(cell, message, mine);
      }
    }

    /** Something a cell published; {@code mine} if this exchange is that cell's run. */
    void published(Cell cell, Message message, boolean mine) {
      transcript.show(message);
    }
  }

  /** The run of one cell. */
  private final class CellExchange extends Exchange {

    private final Cell cell;
    private final int number;
    private boolean errorShown;

    CellExchange(Cell cell, int number) {
      super(
          Channel.SHELL,
          "execute_request",
          cell.metadata(),
          Content.of(
              "code", cell.source(),
              "silent", false,
              "store_history", true,
              "user_expressions", Map.of(),
              "allow_stdin", false,
              "stop_on_error", false));
      this.cell = cell;
      this.number = number;
      cellOfRequest.put(id(), cell);
    }

    /** Whether the run may go on. */
    boolean run() {
      send();
      Optional<Map<String, @Nullable Object>> reply = await(timeout);
      if (reply.isPresent()) {
        return judge(reply.get());
      }
      boolean stopped = inbox.stopWanted();
      new Exchange(Channel.CONTROL, "interrupt_request", Map.of(), Map.of()).send();
      Optional<Map<String, @Nullable Object>> late = await(PATIENCE);
      String why =
          stopped
              ? "Stopped in cell " + number + "."
              : "Cell %d took longer than the timeout of %s s.".formatted(number, seconds());
      transcript.say(late.isPresent() ? why : why + " It did not end when it was interrupted.");
      failures++;
      return allowErrors && !stopped && late.isPresent();
    }

    @Override
    void published(Cell owner, Message message, boolean mine) {
      if (message.type().equals("execute_input")
          && message.content().get("execution_count") instanceof Number count) {
        owner.number(count.intValue());
      }
      if (mine && message.type().equals("error")) {
        showError(message.content());
      } else {
        super.published(owner, message, mine);
      }
    }

    private boolean judge(Map<String, @Nullable Object> reply) {
      if ("ok".equals(reply.get("status"))) {
        return true;
      }
      if (!errorShown) {
        showError(reply);
      }
      if (isExpected(reply)) {
        return true;
      }
      failures++;
      return allowErrors;
    }

    private void showError(Map<String, @Nullable Object> content) {
      errorShown = true;
      if (!isExpected(content) && !inbox.stopWanted()) {
        transcript.failed(number, cell.source());
      }
      transcript.error(content);
    }

    /** The kernel itself says so if a cell that must fail does not. */
    private boolean isExpected(Map<String, @Nullable Object> error) {
      return cell.hasTag("raises-exception") && !"MissingException".equals(error.get("ename"));
    }

    private String seconds() {
      return timeout == null ? "?" : String.valueOf(timeout.toMillis() / 1000.0);
    }
  }
}
