package dev.elara.kernel;

import dev.elara.shell.Outcome;
import java.util.List;

/**
 * Thrown for a cell option that does not exist or has a wrong value; the message lists the valid.
 */
final class InvalidOption extends RuntimeException {

  static final String VALID =
      "Valid on a cell's first line: '// queue', '// task', '// thread',"
          + " '// thread name=My thread'. Valid as cell tags: 'task', 'thread', 'timeout=2.5'"
          + " (seconds), 'raises-exception', 'stop-on-error=false'.";

  InvalidOption(String problem) {
    super(problem + " " + VALID);
  }

  /** The outcome of the cell that has this option. */
  Outcome.Failure asFailure() {
    String message = String.valueOf(getMessage());
    return new Outcome.Failure("InvalidOption", message, List.of("InvalidOption: " + message));
  }
}
