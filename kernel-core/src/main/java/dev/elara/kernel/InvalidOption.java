package dev.elara.kernel;

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
}
