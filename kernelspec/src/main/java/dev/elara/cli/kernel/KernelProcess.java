package dev.elara.cli.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.CallerState;
import dev.elara.caller.Modifier;
import dev.elara.cli.CommandFailed;
import dev.elara.cli.Signals;
import dev.elara.cli.config.Configuration;
import dev.elara.cli.history.HistoryPlace;
import dev.elara.java.runtime.CellExit;
import dev.elara.java.runtime.HeapReserve;
import dev.elara.kernel.Kernel;
import dev.elara.message.MessageFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A process that serves one kernel over ZeroMQ, from its start to its end. Cells run on the main
 * thread, as some libraries want it.
 *
 * <p>It ends, with whatever user threads still run, within a second after
 *
 * <ul>
 *   <li>a {@code shutdown_request},
 *   <li>SIGTERM, or {@code System.exit} or {@code Runtime.halt} in a cell,
 *   <li>the death of the process that started it.
 * </ul>
 *
 * All but the first go through {@link #hook}, because nothing but a shutdown hook hears of most of
 * them.
 */
public final class KernelProcess {

  /** How long the log may take to be read, of that time. */
  private static final Duration LAST_LINES = Duration.ofMillis(100);

  /** How long the kernel, its transport and the user's shutdown hooks have to end. */
  private static final Duration LAST_WORDS = Duration.ofMillis(900);

  private final Kernel kernel;
  private final Wire wire;
  private final ProcessLog log;
  private final boolean inHaste;
  private final AtomicBoolean ending = new AtomicBoolean();

  private KernelProcess(Kernel kernel, Wire wire, ProcessLog log, boolean inHaste) {
    this.kernel = kernel;
    this.wire = wire;
    this.log = log;
    this.inHaste = inHaste;
  }

  /**
   * Serves a kernel on what {@code connectionFile} says, or on ports of its own choice if it is a
   * registration file; the calling thread becomes that of the cells. Does not return: the process
   * ends with the kernel.
   *
   * @throws CommandFailed if the file cannot be used, its addresses cannot be bound, or nobody
   *     acknowledges the registration
   */
  public static void serve(Path connectionFile, ProcessLog log) {
    serve(connectionFile, log, true);
  }

  /**
   * As {@link #serve}, but without a limit for the end: the JVM may write down what it has learned.
   */
  public static void rehearse(Path connectionFile, ProcessLog log) {
    serve(connectionFile, log, false);
  }

  /**
   * Serves a kernel to the server that waits at a socket of the file system; does not return.
   *
   * @throws CommandFailed if nobody waits there
   */
  public static void serveLinked(Path socket, ProcessLog log) {
    serve(() -> new LinkWire(socket, log), log, true);
  }

  private static void serve(Path connectionFile, ProcessLog log, boolean inHaste) {
    serve(() -> ZmqWire.of(connectionFile, log), log, inHaste);
  }

  private static void serve(Supplier<Wire> ways, ProcessLog log, boolean inHaste) {
    JavaKernel java = JavaKernel.begin(log);
    // Finding a source of randomness takes as long as reading the connection file.
    var session = new FutureTask<>(() -> UUID.randomUUID().toString());
    start("elara-session", session);
    Wire wire = ways.get();
    Caller shell = Caller.of(Modifier.MANUAL, CallerOptions.named("Shell"));
    var messages = new MessageFactory(Await.result(session), "kernel", Instant::now);
    Kernel kernel =
        java.builder()
            .messages(messages)
            .shellCaller(shell)
            .history(HistoryPlace.history(log))
            .build();
    Configuration configuration = JavaKernel.configure(kernel, log);
    wire.join(kernel, messages);
    var process = new KernelProcess(kernel, wire, log, inHaste);
    process.watch();
    kernel.start();
    if (configuration.practice()) {
      java.practise();
    }
    serveCells(shell);
    kernel.stopped().waitSync();
    process.kernelEnded();
  }

  private static void serveCells(Caller shell) {
    try {
      shell.serve();
    } catch (IllegalStateException refused) {
      if (shell.state() != CallerState.STOPPED) {
        throw refused;
      }
      // Whoever started this process has ended it before it was ready for a cell.
    }
  }

  private void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::hook, "elara-shutdown"));
    CellExit.beforeHalt(this::hook);
    kernel.stopped().addDoneCallback(_ -> start("elara-end", this::kernelEnded));
    HeapReserve.keep();
    start("elara-signals", () -> Signals.onInterrupt(kernel::interrupt));
    ParentWatch.start(
        System::getenv,
        () -> {
          log.info("The process that started this kernel has ended; so does the kernel.");
          kernel.shutdown(false);
        });
  }

  /**
   * The kernel has ended by itself: so does the process. Whoever comes second, the main thread or
   * the one that serves while a cell holds the main thread, waits here for the end of the first.
   */
  private synchronized void kernelEnded() {
    if (ending.compareAndSet(false, true)) {
      limitLastWords(0);
      wire.close();
      log.flush(LAST_LINES);
      System.exit(0);
    }
  }

  /** The process ends: so does the kernel. */
  private void hook() {
    if (ending.compareAndSet(false, true)) {
      limitLastWords(CellExit.status());
      kernel.shutdown(false).waitSync();
      wire.close();
      log.flush(LAST_LINES);
    }
  }

  /**
   * Whatever hangs, a client that takes nothing or a shutdown hook of a user's, cannot delay it.
   */
  private void limitLastWords(int exitCode) {
    if (!inHaste) {
      return;
    }
    start(
        "elara-limit",
        () -> {
          try {
            Thread.sleep(LAST_WORDS);
          } catch (InterruptedException _) {
            // Nobody interrupts this thread; if somebody does, the time is over.
          }
          Runtime.getRuntime().halt(exitCode);
        });
  }

  private static void start(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }
}
