package dev.elara.message;

import org.jspecify.annotations.Nullable;

/** Which part of the history is asked for. */
public sealed interface HistoryAccess {

  /**
   * Lines of one session.
   *
   * @param session its number; 0 is the current one, negative ones count back from it
   * @param start the first line
   * @param stop the line after the last one; null for all that follow
   */
  record Range(int session, int start, @Nullable Integer stop) implements HistoryAccess {}

  /** The last {@code n} lines; all if null. */
  record Tail(@Nullable Integer n) implements HistoryAccess {}

  /**
   * Lines that match a glob.
   *
   * @param pattern {@code *} stands for any text, {@code ?} for one character
   * @param n at most this many, the latest ones; all if null
   * @param unique of equal lines only the latest
   */
  record Search(String pattern, @Nullable Integer n, boolean unique) implements HistoryAccess {}
}
