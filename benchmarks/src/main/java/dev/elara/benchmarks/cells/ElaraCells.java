package dev.elara.benchmarks.cells;

import dev.elara.display.Renderers;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.java.practice.QuietExecution;
import dev.elara.shell.Outcome;
import java.util.List;

/** Cells in a Java shell of Elara: compiled, woven, loaded, run and their value rendered. */
final class ElaraCells implements Cells {

  private final JavaShell shell =
      new JavaShell(
          new JavacCellCompiler(CompilerSettings.of(List.of())),
          ElaraCells.class.getClassLoader(),
          new Renderers());

  private int count;

  @Override
  public boolean run(String cell) {
    return shell.evaluate(new QuietExecution(cell, ++count, false)) instanceof Outcome.Success;
  }

  @Override
  public void close() {
    shell.close();
  }
}
