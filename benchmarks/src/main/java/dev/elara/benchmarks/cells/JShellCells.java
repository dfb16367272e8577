package dev.elara.benchmarks.cells;

import dev.elara.java.cell.CompilerSettings;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Cells in JShell, in this process and on the calling thread, snippet by snippet. */
final class JShellCells implements Cells {

  private final JShell shell = JShell.builder().executionEngine(new Engine(), Map.of()).build();

  JShellCells() {
    CompilerSettings.DEFAULT_IMPORTS.forEach(line -> run(line + ";"));
  }

  @Override
  public boolean run(String cell) {
    String rest = cell;
    while (!rest.isBlank()) {
      var unit = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (var event : shell.eval(unit.source() == null ? rest : unit.source())) {
        if (event.status() == Snippet.Status.REJECTED || event.exception() != null) {
          return false;
        }
      }
      rest = unit.remaining();
    }
    return true;
  }

  @Override
  public void close() {
    shell.close();
  }

  private static final class Engine implements ExecutionControlProvider {
    @Override
    public String name() {
      return "direct";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return new DirectExecutionControl();
    }
  }
}
