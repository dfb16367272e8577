package dev.elara.shell;

import dev.elara.message.MimeBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The smallest language: a cell's value is its last line. A line that starts with {@code print}
 * prints the rest, with {@code ask} asks for input under that prompt and echoes it, with {@code
 * fail} fails; an empty one does nothing.
 *
 * <p>It shows all that a {@link Shell} must do and serves wherever a kernel is tried without Java.
 * Thread-safe: it has no state.
 */
public final class EchoShell implements Shell {

  private static final Language LANGUAGE =
      new Language(
          "echo",
          "1",
          "text/plain",
          ".txt",
          "null",
          "text",
          "elara-echo",
          "1",
          "Echo: the value of a cell is its last line.",
          Map.of(),
          List.of());

  private static final Map<String, String> WORDS =
      Map.of(
          "print", "Prints the rest of the line.",
          "ask", "Asks for a line of input and echoes it.",
          "fail", "Fails with the rest of the line.");

  @Override
  public Language language() {
    return LANGUAGE;
  }

  @Override
  public Outcome evaluate(Execution execution) {
    return run(execution, execution.code());
  }

  @Override
  public Outcome evaluateExpression(Execution execution, String expression) {
    return run(execution, expression);
  }

  private static Outcome run(Execution execution, String code) {
    String value = "";
    try {
      for (String line : code.split("\n", -1)) {
        if (execution.interrupted()) {
          return failure("KernelInterrupt", String.valueOf(execution.interruptReason()));
        }
        String rest = line.substring(Math.min(line.length(), line.indexOf(' ') + 1));
        if (line.startsWith("print ")) {
          execution.write(StreamName.STDOUT, rest + "\n");
        } else if (line.startsWith("ask ")) {
          execution.write(StreamName.STDOUT, execution.readLine(rest, false) + "\n");
        } else if (line.startsWith("fail ")) {
          return failure("EchoError", rest);
        } else {
          value = line.isEmpty() ? value : line;
        }
      }
    } catch (RuntimeException thrown) {
      return failure(thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
    }
    return new Outcome.Success(value.isEmpty() ? null : MimeBundle.text(value));
  }

  private static Outcome failure(String name, String message) {
    return new Outcome.Failure(name, message, List.of(name + ": " + message));
  }

  @Override
  public Completions complete(String code, int cursor) {
    int start = code.lastIndexOf('\n', cursor - 1) + 1;
    String typed = code.substring(start, cursor);
    List<Completions.Item> items = new ArrayList<>();
    WORDS.keySet().stream()
        .sorted()
        .filter(word -> word.startsWith(typed))
        .forEach(word -> items.add(new Completions.Item(word, "keyword", null)));
    return new Completions(items, start, cursor);
  }

  @Override
  public @Nullable MimeBundle inspect(String code, int cursor, int detail) {
    int start = code.lastIndexOf('\n', cursor - 1) + 1;
    int end = code.indexOf(' ', start);
    String help = WORDS.get(code.substring(start, end < 0 ? code.length() : end));
    return help == null ? null : MimeBundle.text(help);
  }

  @Override
  public Completeness isComplete(String code) {
    return code.endsWith("\\") ? new Completeness.Incomplete("") : new Completeness.Complete();
  }

  @Override
  public Shell subshell(String id) {
    return this;
  }

  @Override
  public void close() {}
}
