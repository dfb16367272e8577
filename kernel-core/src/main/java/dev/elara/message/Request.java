package dev.elara.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a client asks of the kernel, read from a message by {@link Requests}. A type nobody
 * knows arrives as {@link Unknown} and is answered with busy and idle too.
 *
 * <p>Immutable. Missing fields have the protocol's defaults; positions in code are UTF-16 units.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Jupyter
 *     messaging</a>
 */
public sealed interface Request {

  /**
   * Run a cell.
   *
   * @param silent show neither input nor result; implies that {@code storeHistory} is false
   * @param storeHistory count it and remember it
   * @param userExpressions name to expression, evaluated if the cell succeeds
   * @param allowStdin whether the client can ask its user for input
   * @param stopOnError whether a failure aborts the cells queued behind it
   */
  record Execute(
      String code,
      boolean silent,
      boolean storeHistory,
      Map<String, String> userExpressions,
      boolean allowStdin,
      boolean stopOnError)
      implements Request {
    public Execute {
      userExpressions = Collections.unmodifiableMap(new LinkedHashMap<>(userExpressions));
    }
  }

  /** What kernel and language are you? */
  record KernelInfo() implements Request {}

  /** What could stand at {@code cursor}? */
  record Complete(String code, int cursor) implements Request {}

  /** What is the thing at {@code cursor}? {@code detail} 1 asks for the source too. */
  record Inspect(String code, int cursor, int detail) implements Request {}

  /** Can this be run as it stands? */
  record IsComplete(String code) implements Request {}

  /** What was run before? With {@code output}, and what came of it? */
  record History(boolean output, HistoryAccess access) implements Request {}

  /** Which comms are open? {@code target} narrows it to one target name. */
  record CommInfo(@Nullable String target) implements Request {}

  /** Which ports do you listen on? Deprecated in the protocol, still asked. */
  record Connect() implements Request {}

  /** Open a comm. */
  record CommOpen(String id, String target, Map<String, @Nullable Object> data)
      implements Request {}

  /** Say something on a comm. */
  record CommMessage(String id, Map<String, @Nullable Object> data) implements Request {}

  /** Close a comm. */
  record CommClose(String id, Map<String, @Nullable Object> data) implements Request {}

  /** End; {@code restart} says that a new kernel will follow. */
  record Shutdown(boolean restart) implements Request {}

  /** Stop what is running. */
  record Interrupt() implements Request {}

  /** Open a subshell (JEP 91). */
  record CreateSubshell() implements Request {}

  /** End a subshell. */
  record DeleteSubshell(String id) implements Request {}

  /** Which subshells are there? */
  record ListSubshells() implements Request {}

  /** A message of the Debug Adapter Protocol. */
  record Debug(Map<String, @Nullable Object> content) implements Request {}

  /** The line a user typed for an {@code input_request}. */
  record InputReply(String value) implements Request {}

  /** A type this kernel does not know. */
  record Unknown(String type) implements Request {}
}
