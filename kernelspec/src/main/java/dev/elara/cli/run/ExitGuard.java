package dev.elara.cli.run;

import dev.elara.cli.ExitCode;
import dev.elara.cli.Terminal;

/**
 * Notices when a cell ends this process, with {@code System.exit} say, in the middle of a run: the
 * run then fails, whatever exit code the cell chose.
 */
final class ExitGuard {

  private final Thread hook;
  private volatile boolean running = true;

  private ExitGuard(Terminal terminal) {
    hook =
        new Thread(
            () -> {
              if (running) {
                terminal
                    .err()
                    .println(
                        "elara: the process was ended from within (System.exit in a cell?) or from"
                            + " outside. Nothing was written.");
                Runtime.getRuntime().halt(ExitCode.CELL_FAILED);
              }
            },
            "elara-exit-guard");
  }

  /** Guards from now on. */
  static ExitGuard install(Terminal terminal) {
    var guard = new ExitGuard(terminal);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  /** The run is over: from now on the process may end. */
  void release() {
    running = false;
  }
}
