package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.display.Renderers;
import dev.elara.java.FakeExecution;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.render.TextRenderer;
import dev.elara.shell.Outcome;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CellRunnerTest {

  private final CellClasses cells = new CellClasses();
  private final CellRunner runner = newRunner();
  private int count;

  private static CellRunner newRunner() {
    Renderers renderers = new Renderers();
    renderers.register(new TextRenderer());
    return new CellRunner(CellRunnerTest.class.getClassLoader(), renderers, name -> null);
  }

  private Outcome run(FakeExecution execution, CompiledCell cell) {
    return runner.run(execution, runner.load(cell));
  }

  private FakeExecution execution() {
    return new FakeExecution("", ++count);
  }

  private static Object text(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    return ((Outcome.Success) outcome).value().data().get("text/plain");
  }

  private Outcome interruptedOnce(FakeExecution execution, CompiledCell cell) throws Exception {
    var task = new FutureTask<>(() -> run(execution, cell));
    Thread thread = Thread.ofPlatform().start(task);
    execution.awaitStdout("started");
    execution.interrupt("interrupted by the user");
    Outcome outcome = task.get();
    thread.join();
    return outcome;
  }

  @Test
  void theValueOfTheEntryIsTheCellsValue() {
    assertThat(text(run(execution(), cells.code("Cell 1", "W1", "return 1 + 1;")))).isEqualTo("2");
  }

  @Test
  void aCellReachesWhatIsNotPrivateInEarlierCells() {
    run(
        execution(),
        cells.cell(
            "Cell 1",
            "W1",
            "static int x = 4; static class P { int y = 5; int z() { return 6; } }"));
    var cell =
        cells.code(
            "Cell 2",
            "W2",
            "W1.P p = new W1.P() { int z() { return 7; } }; return W1.x + p.y + p.z();");
    assertThat(text(run(execution(), cell))).isEqualTo("16");
  }

  @Test
  void outputGoesToTheCellOfTheThread() throws Exception {
    var execution = execution();
    var cell =
        cells.code(
            "Cell 1",
            "W1",
            """
            System.out.println("main");
            Thread t = new Thread(() -> System.out.println("thread")); t.start(); t.join();
            Thread v = Thread.startVirtualThread(() -> System.out.println("virtual")); v.join();
            var pool = Executors.newFixedThreadPool(1);
            pool.submit(() -> System.out.println("pool")).get(); pool.shutdown();
            CompletableFuture.runAsync(() -> System.out.println("future")).get();
            System.err.printf("%d%n", 5);
            System.out.write("é".getBytes("UTF-8")[0]);
            System.out.write("é".getBytes("UTF-8")[1]);
            return null;
            """);
    run(execution, cell);
    assertThat(execution.stdout()).isEqualTo("main\nthread\nvirtual\npool\nfuture\né");
    assertThat(execution.stderr()).isEqualTo("5\n");
  }

  @Test
  void anEndlessLoopEndsWhenInterrupted() throws Exception {
    for (int i = 0; i < 100; i++) {
      var cell = cells.code("Cell " + i, "L" + i, "System.out.print(\"started\"); while (true);");
      assertThat(interruptedOnce(execution(), cell))
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure -> assertThat(failure.name()).isEqualTo("KernelInterrupt"));
    }
  }

  @Test
  void aRuntimeErrorShowsTheCellsLines() {
    var cell =
        cells.cell(
            "Cell 3",
            "W3",
            """

            static int divide(int a, int b) {
              return a / b;
            }
            public static Object run() {
              return divide(1, 0);
            }
            """);
    var failure = (Outcome.Failure) run(execution(), cell);
    assertThat(failure.name()).isEqualTo("java.lang.ArithmeticException");
    assertThat(failure.message()).isEqualTo("/ by zero");
    assertThat(failure.traceback().subList(0, 5).stream().map(CellRunnerTest::plain))
        .containsExactly(
            "java.lang.ArithmeticException: / by zero",
            "  at Cell 3, line 3 in divide",
            "       return a / b;",
            "  at Cell 3, line 6",
            "       return divide(1, 0);");
    assertThat(plain(failure.traceback().getLast())).matches("  … \\d+ frames inside the JDK.*");
  }

  private static String plain(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
