package dev.elara.cli;

import dev.elara.cli.cache.TrainingRun;
import dev.elara.cli.kernel.KernelProcess;
import dev.elara.cli.kernel.ProcessLog;
import dev.elara.cli.spec.CacheUpkeep;
import java.nio.file.Path;

/** Where the process starts. */
public final class Main {

  /** Libraries may log by SLF4J; that nothing listens there is no news for a user. */
  private static final String SLF4J = "slf4j.internal.verbosity";

  private Main() {}

  /** Runs the command in {@code args} and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(SLF4J) == null) {
      System.setProperty(SLF4J, "ERROR");
    }
    // More may follow the connection file: `jupyter run FILE` hands FILE on to its kernel too.
    if (args.length >= 2 && args[0].equals("kernel") && !args[1].startsWith("-")) {
      serve(args[1], Terminal.ofUnwatchedProcess());
    } else if (args.length == 2 && args[0].equals("linked-kernel")) {
      linked(args[1], Terminal.ofUnwatchedProcess());
    } else if (args.length == 1 && args[0].equals("train")) {
      train();
    } else {
      System.exit(Elara.commandLine(Terminal.ofProcess()).execute(args));
    }
  }

  /** What Jupyter starts, without a parser of command lines: each class costs time. */
  private static void serve(String connectionFile, Terminal terminal) {
    var log = new ProcessLog(terminal.err());
    CacheUpkeep.start(log);
    try {
      KernelProcess.serve(Path.of(connectionFile), log);
    } catch (CommandFailed e) {
      fail(e, terminal);
    }
  }

  /** What {@code elara install} starts: as {@link #serve}, with its own client. */
  private static void train() {
    var log = new ProcessLog(Terminal.ofUnwatchedProcess().err());
    CacheUpkeep.rehearse(log);
    TrainingRun.start(log);
  }

  /** What {@code elara notebook} starts. */
  private static void linked(String socket, Terminal terminal) {
    try {
      KernelProcess.serveLinked(Path.of(socket), new ProcessLog(terminal.err()));
    } catch (CommandFailed e) {
      fail(e, terminal);
    }
  }

  private static void fail(CommandFailed failure, Terminal terminal) {
    terminal.err().println("elara: " + failure.getMessage());
    System.exit(failure.exitCode());
  }
}
