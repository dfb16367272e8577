package dev.elara.kernel;

import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.EchoShell;
import dev.elara.shell.Execution;
import dev.elara.shell.Language;
import dev.elara.shell.Outcome;
import dev.elara.shell.Shell;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A language whose cells do what the test says; a cell without a script is echoed. */
final class ScriptedShell implements Shell {

  private final EchoShell echo = new EchoShell();
  private final Map<String, Function<Execution, @Nullable Object>> scripts;
  private final @Nullable String id;

  ScriptedShell() {
    this(new ConcurrentHashMap<>(), null);
  }

  private ScriptedShell(
      Map<String, Function<Execution, @Nullable Object>> scripts, @Nullable String id) {
    this.scripts = scripts;
    this.id = id;
  }

  /** The cell {@code code} runs {@code script}; its value is shown, what it throws fails it. */
  ScriptedShell on(String code, Function<Execution, @Nullable Object> script) {
    scripts.put(code, script);
    return this;
  }

  @Override
  public Language language() {
    return echo.language();
  }

  @Override
  public Outcome evaluate(Execution execution) {
    Function<Execution, @Nullable Object> script = scripts.get(execution.code().strip());
    if (script == null) {
      return echo.evaluate(execution);
    }
    try {
      Object value = script.apply(execution);
      return new Outcome.Success(value == null ? null : MimeBundle.text(value.toString()));
    } catch (Throwable thrown) {
      String name = thrown.getClass().getSimpleName();
      String message = String.valueOf(thrown.getMessage());
      return new Outcome.Failure(name, message, List.of(name + ": " + message));
    }
  }

  @Override
  public Outcome evaluateExpression(Execution execution, String expression) {
    return echo.evaluateExpression(execution, expression);
  }

  @Override
  public Completions complete(String code, int cursor) {
    return echo.complete(code, cursor);
  }

  @Override
  public @Nullable MimeBundle inspect(String code, int cursor, int detail) {
    return echo.inspect(code, cursor, detail);
  }

  @Override
  public Completeness isComplete(String code) {
    return echo.isComplete(code);
  }

  @Override
  public Shell subshell(String id) {
    return new ScriptedShell(scripts, id);
  }

  @Override
  public List<String> stack(Execution execution) {
    return List.of("Cell " + execution.count() + ", line 1");
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "scripted shell " + id;
  }
}
