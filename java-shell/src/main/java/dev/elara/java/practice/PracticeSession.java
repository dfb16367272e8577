package dev.elara.java.practice;

import dev.elara.display.Renderers;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.namespace.Namespace;
import dev.elara.java.render.ImageRenderer;
import dev.elara.java.render.TextRenderer;
import dev.elara.java.runtime.CellRunner;
import dev.elara.shell.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * A session that nobody sees, with a compiler of its own: its cells take the way of any cell,
 * through compiler, weaver and loader, are run and their values shown to nobody. Not thread-safe.
 */
public final class PracticeSession {

  private static final long SEED = 2025;

  private final CellCompiler compiler;
  private final CellRunner runner;
  private final SampleCells samples;
  private final Deque<String> cells = new ArrayDeque<>();
  private Namespace notebook;

  PracticeSession(CellCompiler compiler, CellRunner runner, long seed) {
    this.compiler = compiler;
    this.runner = runner;
    samples = new SampleCells(seed);
    notebook = compiler.main().layer("practice");
  }

  /**
   * A session.
   *
   * @param compiler nobody else's
   * @param parent finds what is no cell's
   */
  public static PracticeSession with(CellCompiler compiler, ClassLoader parent) {
    var renderers = new Renderers();
    renderers.register(new TextRenderer());
    renderers.register(new ImageRenderer());
    return new PracticeSession(compiler, CellRunner.ofPractice(parent, renderers), SEED);
  }

  /**
   * Runs one cell more; blocks for some milliseconds.
   *
   * @return how long its source is, in characters
   */
  int runOne() {
    if (cells.isEmpty()) {
      begin();
    }
    String source = cells.remove();
    CompiledCell cell = compiler.compile(notebook, "Practice", source);
    Outcome outcome = runner.practise(new QuietExecution(source, 0, true), runner.load(cell));
    boolean wrong = cell.failed() || outcome instanceof Outcome.Failure;
    if (wrong) {
      throw new IllegalStateException(
          "A sample cell fails: %s%n%s%n%s".formatted(outcome, cell.problems(), source));
    }
    return source.length();
  }

  private void begin() {
    notebook.close();
    runner.keepOnly(Set.of(), runner.snapshot());
    notebook = compiler.main().layer("practice");
    cells.addAll(samples.notebook());
  }
}
