package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CellRunnerTest {

  private final World world = new World();

  @Test
  void theValueOfTheEntryIsTheCellsValue() {
    assertThat(
            World.text(
                world.run(world.execution(), world.cells.code("Cell 1", "W1", "return 1 + 1;"))))
        .isEqualTo("2");
  }

  @Test
  void aLastExpressionThatPrintsHasNoValueOfItsOwn() {
    var execution = world.execution();
    var outcome = world.run(execution, "return System.out.printf(\"%d\", 1);");
    assertThat(((Outcome.Success) outcome).value()).isNull();
    assertThat(execution.stdout()).isEqualTo("1");
  }

  @Test
  void aCellReachesWhatIsNotPrivateInEarlierCells() {
    world.run(
        world.execution(),
        world.cells.cell(
            "Cell 1",
            "W1",
            "static int x = 4; static class P { int y = 5; int z() { return 6; } }"));
    var cell =
        world.cells.code(
            "Cell 2",
            "W2",
            "W1.P p = new W1.P() { int z() { return 7; } }; return W1.x + p.y + p.z();");
    assertThat(World.text(world.run(world.execution(), cell))).isEqualTo("16");
  }

  @Test
  void outputGoesToTheCellOfTheThread() throws Exception {
    var execution = world.execution();
    var cell =
        world.cells.code(
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
    world.run(execution, cell);
    assertThat(execution.stdout()).isEqualTo("main\nthread\nvirtual\npool\nfuture\né");
    assertThat(execution.stderr()).isEqualTo("5\n");
  }

  @Test
  void aRuntimeErrorShowsTheCellsLines() {
    var cell =
        world.cells.cell(
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
    var failure = (Outcome.Failure) world.run(world.execution(), cell);
    assertThat(failure.name()).isEqualTo("java.lang.ArithmeticException");
    assertThat(failure.message()).isEqualTo("/ by zero");
    assertThat(failure.traceback().subList(0, 5).stream().map(World::plain))
        .containsExactly(
            "java.lang.ArithmeticException: / by zero",
            "  at Cell 3, line 3 in divide",
            "       return a / b;",
            "  at Cell 3, line 6",
            "       return divide(1, 0);");
    assertThat(World.plain(failure.traceback().getLast()))
        .matches("  … \\d+ frames in .*the kernel");
  }
}
