package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.display.Renderers;
import dev.elara.java.FakeExecution;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.render.TextRenderer;
import dev.elara.shell.Outcome;
import java.util.concurrent.FutureTask;

/** A runner and cells made by hand to run in it. Used by one test. */
final class World {

  final CellClasses cells = new CellClasses();
  final CellRunner runner = newRunner();
  private int count;

  private static CellRunner newRunner() {
    Renderers renderers = new Renderers();
    renderers.register(new TextRenderer());
    return new CellRunner(World.class.getClassLoader(), renderers, name -> null);
  }

  /** A fresh execution. */
  FakeExecution execution() {
    return new FakeExecution("", ++count);
  }

  /** Runs a cell on this thread. */
  Outcome run(FakeExecution execution, CompiledCell cell) {
    return runner.run(execution, runner.load(cell));
  }

  /** Runs code on this thread. */
  Outcome run(FakeExecution execution, String body) {
    return run(execution, code(execution, body));
  }

  /** Code as a cell of its own. */
  CompiledCell code(FakeExecution execution, String body) {
    return cells.code("Cell " + execution.count(), "W" + execution.count(), body);
  }

  /** The text of a cell's value. */
  static Object text(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    return ((Outcome.Success) outcome).value().data().get("text/plain");
  }

  /** Runs a cell on a thread of its own and interrupts it once it has printed "started". */
  Outcome interrupted(FakeExecution execution, CompiledCell cell) throws Exception {
    var task = new FutureTask<>(() -> run(execution, cell));
    Thread thread = Thread.ofPlatform().start(task);
    execution.awaitStdout("started");
    execution.interrupt("interrupted by the user");
    Outcome outcome = task.get();
    thread.join();
    return outcome;
  }

  /** A line without colours. */
  static String plain(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
