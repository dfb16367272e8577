package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.Pending;
import dev.elara.comm.CommManager;
import dev.elara.display.Renderers;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.shell.Execution;
import dev.elara.shell.Shell;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A Jupyter kernel: takes requests from any number of connections, runs cells in a language, tells
 * everyone what comes of them. It knows no transport and no language.
 *
 * <pre>
 * Kernel kernel = Kernel.builder(new EchoShell()).log(log).build();
 * kernel.attach(connection);   // hears what goes to everyone
 * kernel.start();
 * kernel.receive(message, replyAddress);
 * kernel.stopped().waitSync();
 * </pre>
 *
 * <p>Thread-safe. User code runs on the {@link #shellCaller}, all else on the {@link
 * #controlCaller}, so that every request but execute is answered while a cell runs.
 *
 * <p>States: {@code NEW ──start──▶ RUNNING ──shutdown──▶ STOPPING ──▶ STOPPED}. What arrives when
 * it is NEW is answered after the start, in order of arrival; what arrives after RUNNING is
 * refused.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Jupyter
 *     messaging</a>
 */
public final class Kernel {

  private enum State {
    NEW,
    RUNNING,
    STOPPING,
    STOPPED
  }

  private record Early(Message message, ReplyAddress replyTo) {}

  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final Outbound outbound;
  private final Caller shellCaller;
  private final Caller controlCaller;
  private final Workshop workshop;
  private final Subshells subshells;
  private final Dispatcher dispatcher;
  private final Endings endings;
  private final Pending<Boolean> stopped = new Pending<>();
  private final ArrayDeque<Early> early = new ArrayDeque<>(); // guarded by itself
  private volatile boolean open; // whether early has been emptied for good

  /** Begins a kernel of {@code shell}'s language. */
  public static KernelBuilder builder(Shell shell) {
    return new KernelBuilder(shell);
  }

  Kernel(KernelBuilder parts) {
    var messages = parts.messages();
    Caller given = parts.shellCaller;
    outbound = new Outbound(messages, parts.log, parts.activity);
    shellCaller = given == null ? Callers.start("Shell") : given;
    controlCaller = Callers.start("Control");
    workshop =
        new Workshop(
            outbound,
            new Stdin(outbound, parts.log, messages.session()),
            new Interrupts(controlCaller),
            new CommManager(this::sendOnComm),
            parts.renderers,
            parts.settings,
            parts.log,
            controlCaller,
            Callers.start("Output"));
    subshells = new Subshells(shellCaller, parts.shell, parts.history);
    endings = new Endings(workshop, subshells, parts.history);
    dispatcher = new Dispatcher(workshop, subshells, this);
  }

  private void sendOnComm(
      String type,
      Map<String, @Nullable Object> metadata,
      Map<String, @Nullable Object> content,
      List<byte[]> buffers) {
    Execution execution = Execution.current();
    Header parent = Header.NONE;
    if (execution instanceof CellExecution cause) {
      cause.flush();
      parent = cause.parent();
    }
    outbound.publish(type, parent, metadata, content, buffers);
  }

  /** Lets {@code connection} hear what goes to everyone, from now on. Never blocks. */
  public void attach(Connection connection) {
    outbound.attach(connection);
  }

  /** Stops telling {@code connection}. Never blocks. */
  public void detach(Connection connection) {
    outbound.detach(connection);
  }

  /**
   * Takes a request, or an answer on stdin. Never blocks and never runs user code; may be called
   * from any thread, before the start too.
   *
   * @param replyTo where its reply goes, and the questions it asks its user
   */
  public void receive(Message message, ReplyAddress replyTo) {
    if (!open) {
      synchronized (early) {
        if (!open) {
          early.add(new Early(message, replyTo));
          return;
        }
      }
    }
    dispatcher.dispatch(message, replyTo);
  }

  /**
   * Starts: publishes {@code status: starting} and answers what has arrived so far. Never blocks.
   * Starting again does nothing.
   */
  public void start() {
    if (!move(State.NEW, State.RUNNING)) {
      return;
    }
    outbound.starting();
    synchronized (early) {
      for (Early one = early.poll(); one != null; one = early.poll()) {
        dispatcher.dispatch(one.message(), one.replyTo());
      }
      open = true;
    }
  }

  /** Whether requests are served: after the start and before the end. */
  boolean isRunning() {
    return state.get() == State.RUNNING;
  }

  /**
   * Interrupts the running cells, except silent ones, and makes void what is queued behind them.
   * Never blocks; for a signal handler too.
   */
  public void interrupt() {
    interruptArrived(Header.NONE);
    interruptRunning();
  }

  /** Marks what an interrupt that arrives now is meant for. */
  void interruptArrived(Header header) {
    subshells.all().forEach(subshell -> subshell.arrivals().interrupt(header));
  }

  /** Stops what runs of that. */
  void interruptRunning() {
    workshop
        .interrupts()
        .interrupt(
            Interruption.byUser(),
            workshop.settings().interruptGrace(),
            running -> running.meant().getAsBoolean());
  }

  /**
   * Ends the kernel: cancels what runs, closes comms, flushes the history, says goodbye to
   * everyone, stops its callers. Never blocks; doing it again changes nothing.
   *
   * @return done when the kernel has ended; whether a restart was announced
   */
  public Pending<Boolean> shutdown(boolean restart) {
    end(restart, null);
    return stopped;
  }

  /**
   * Ends the kernel on behalf of a request, which is answered before the goodbye. Never blocks: the
   * work is a task on Control.
   */
  void end(boolean restart, @Nullable Exchange asked) {
    if (move(State.NEW, State.STOPPING) || move(State.RUNNING, State.STOPPING)) {
      controlCaller.callSoon(() -> {
        endings.end(restart, asked);
        // Behind whatever is still to be answered.
        controlCaller.callDirect(() -> stopControl(restart));
      });
    } else if (asked != null) {
      asked.answer(Content.ok("restart", restart));
    }
  }

  private void stopControl(boolean restart) {
    move(State.STOPPING, State.STOPPED);
    controlCaller.stop(true);
    stopped.setResult(restart);
  }

  /** Ends a subshell that no request finds any more. */
  void delete(Subshell subshell) {
    endings.delete(subshell);
  }

  /** Done when the kernel has ended; the result says whether a restart was announced. */
  public Pending<Boolean> stopped() {
    return stopped;
  }

  /** Where cells of the main shell and comm handlers run. */
  public Caller shellCaller() {
    return shellCaller;
  }

  /** Where requests are handled that run no user code. */
  public Caller controlCaller() {
    return controlCaller;
  }

  /** The comms and their targets. */
  public CommManager comms() {
    return workshop.comms();
  }

  /** The renderers that cells use. */
  public Renderers renderers() {
    return workshop.renderers();
  }

  private boolean move(State from, State to) {
    return state.compareAndSet(from, to);
  }
}
