package dev.elara.java.differential;

import dev.elara.display.Renderers;
import dev.elara.java.FakeExecution;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.shell.Outcome;
import java.util.List;

/** A Java shell of ours, its answers in the oracle's words. Not thread-safe. */
final class ElaraShell implements AutoCloseable {

  private final JavaShell shell =
      new JavaShell(
          new JavacCellCompiler(CompilerSettings.of(List.of())),
          ElaraShell.class.getClassLoader(),
          new Renderers());

  private int count;
  private String page = "";
  private String notes = "";

  /** Runs a cell. Blocks until it has ended. */
  Answer run(String cell) {
    var execution = new FakeExecution(cell, ++count);
    var outcome = shell.evaluate(execution);
    notes = execution.stderr();
    return switch (outcome) {
      case Outcome.Success success ->
          new Answer(
              execution.stdout(),
              success.value() == null
                  ? null
                  : String.valueOf(success.value().data().get("text/plain")),
              null);
      case Outcome.Failure failure -> {
        page = String.join("\n", failure.traceback());
        yield new Answer(
            execution.stdout(), null, Answer.failure(failure.name(), failure.message()));
      }
    };
  }

  /** What the user read when a cell failed the last time. */
  String page() {
    return page;
  }

  /** What was said beside the answer to the last cell. */
  String notes() {
    return notes;
  }

  @Override
  public void close() {
    shell.close();
  }
}
