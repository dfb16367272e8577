package dev.elara.kernel;

import dev.elara.message.HistoryAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of one shell or subshell since its start. Thread-safe; may block for the store. */
public interface HistorySession {

  /** Its number, unique in the store and growing. */
  int number();

  /** Remembers the input of a cell. */
  void input(int line, String code);

  /** Remembers what came of the cell with that line: its value as text. */
  void output(int line, String text);

  /** What is asked for, oldest first. */
  List<Entry> find(HistoryAccess access);

  /**
   * A cell that was run.
   *
   * @param session the number of its session
   * @param line its execution count
   * @param output its value as text; null if it had none
   */
  record Entry(int session, int line, String input, @Nullable String output) {}
}
