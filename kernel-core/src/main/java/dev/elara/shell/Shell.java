package dev.elara.shell;

import dev.elara.message.MimeBundle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A language: what a kernel needs to run, complete and explain its code in one namespace.
 *
 * <p>Every method may block the calling task or thread, and is called from several at once: {@link
 * #evaluate} by the cells that run side by side, the others from workers while cells run. An
 * implementation guards itself and holds no lock while user code runs.
 */
public interface Shell extends AutoCloseable {

  /** What this language is. Never blocks. */
  Language language();

  /**
   * Runs a cell on the calling strand.
   *
   * <p>When {@link Execution#interrupted()} becomes true it ends soon with a failure named {@code
   * KernelInterrupt}; values and definitions made so far stay. It throws nothing: what user code
   * throws, errors too, is an {@link Outcome.Failure}.
   */
  Outcome evaluate(Execution execution);

  /**
   * The value of an expression, for {@code user_expressions}: like {@link #evaluate}, of {@code
   * expression} in the context of {@code execution}.
   */
  Outcome evaluateExpression(Execution execution, String expression);

  /** What could stand at {@code cursor}, in UTF-16 units. Never waits for a running cell. */
  Completions complete(String code, int cursor);

  /**
   * What is known about the thing at {@code cursor}, in UTF-16 units; null if nothing. Never waits
   * for a running cell.
   *
   * @param detail 0, or 1 for the source too
   */
  @Nullable MimeBundle inspect(String code, int cursor, int detail);

  /** Whether {@code code} can be run as it stands. Never waits for a running cell. */
  Completeness isComplete(String code);

  /**
   * A namespace on top of this one: it sees this one's names, its own definitions shadow them and
   * are seen by it alone.
   */
  Shell subshell(String id);

  /**
   * What the user reads about something that user code threw outside of a cell, in a comm's handler
   * for example. Never blocks.
   */
  default Outcome.Failure failure(Throwable thrown) {
    String name = thrown.getClass().getName();
    String message = String.valueOf(thrown.getMessage());
    return new Outcome.Failure(name, message, List.of(name + ": " + message));
  }

  /**
   * Where the code of a running execution is now, one line for each frame, innermost first; for the
   * report on a cell that cannot be stopped. Empty if that is unknown. Never blocks.
   */
  default List<String> stack(Execution execution) {
    return List.of();
  }

  /** Frees what this namespace holds. Cells still running in it go on. */
  @Override
  void close();
}
