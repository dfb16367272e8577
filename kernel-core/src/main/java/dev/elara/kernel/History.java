package dev.elara.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What was run before, in this kernel and, if the store lasts, in earlier ones.
 *
 * <p>Thread-safe. Methods may block for the store.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#history">History</a>
 */
public interface History extends AutoCloseable {

  /**
   * Starts a session, with a number of its own.
   *
   * @param subshellId whose session it is; null for the main shell's
   */
  HistorySession open(@Nullable String subshellId);

  /** Writes out what is not yet written. Nothing is lost if the process ends after it. */
  void flush();

  /** Flushes and frees the store. */
  @Override
  void close();
}
