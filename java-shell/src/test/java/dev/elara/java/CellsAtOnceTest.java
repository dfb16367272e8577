package dev.elara.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Modifier;
import dev.elara.display.Renderers;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.shell.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Cells of many threads at once, some of them tasks and workers of a caller. {@code
 * -Delara.concurrent.rounds=100} runs as many rounds of 100 cells.
 */
class CellsAtOnceTest {

  private static final int THREADS = 16;
  private static final int CELLS = 100;
  private static final int ROUNDS = Integer.getInteger("elara.concurrent.rounds", 2);

  private final JavaShell shell =
      new JavaShell(
          new JavacCellCompiler(CompilerSettings.of(List.of())),
          CellsAtOnceTest.class.getClassLoader(),
          new Renderers());

  private final Caller caller =
      Caller.of(Modifier.NEW_THREAD, CallerOptions.named("cells at once"));

  private final AtomicInteger count = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    caller.stop();
    shell.close();
  }

  @Test
  void cellsOfTasksAndThreadsLoseNoNameNoValueAndNoOutput() throws Exception {
    for (int i = 0; i < CELLS; i++) {
      check("int n" + i + " = 0;", "", "", 15);
    }
    for (int round = 1; round <= ROUNDS; round++) {
      round(round);
    }
    assertThat(wrong).isEmpty();
    for (int i = 0; i < CELLS; i++) {
      check("n" + i + " + f" + i + "()", "", String.valueOf(2 * ROUNDS + i), 15);
      check("last" + i, "", ROUNDS + ":" + i, 15);
    }
    assertThat(wrong).isEmpty();
  }

  private void round(int round) throws Exception {
    var next = new AtomicInteger();
    List<FutureTask<Void>> all = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int mode = thread;
      var work =
          new FutureTask<Void>(() -> {
            for (int i = next.getAndIncrement(); i < CELLS; i = next.getAndIncrement()) {
              check(cell(round, i), printed(round, i), String.valueOf(2 * round - 1 + i), mode);
            }
            return null;
          });
      all.add(work);
      Thread.ofPlatform().start(work);
    }
    for (var work : all) {
      work.get();
    }
  }

  /** Adds one to a variable of an earlier round, redefines a method and a variable, and prints. */
  private static String cell(int round, int i) {
    return """
    n%2$d = n%2$d + 1;
    int f%2$d() { return %1$d + %2$d; }
    String last%2$d = "%1$d:%2$d";
    for (int i = 0; i < 3; i++) System.out.println(last%2$d + " line " + i);
    Thread.startVirtualThread(() -> System.out.println("end of " + last%2$d)).join();
    n%2$d + f%2$d() - 1
    """
        .formatted(round, i);
  }

  private static String printed(int round, int i) {
    String name = round + ":" + i;
    return "%1$s line 0\n%1$s line 1\n%1$s line 2\nend of %1$s\n".formatted(name);
  }

  /** Runs a cell: two threads as a task of the caller, two as a worker's, the others themselves. */
  private void check(String cell, String output, String value, int mode) throws Exception {
    var execution = new FakeExecution(cell, count.incrementAndGet());
    var outcome =
        switch (mode) {
          case 0, 1 -> caller.callSoon(() -> shell.evaluate(execution)).await();
          case 2, 3 -> caller.toThread(() -> shell.evaluate(execution)).await();
          default -> shell.evaluate(execution);
        };
    String shown =
        switch (outcome) {
          case Outcome.Success success ->
              success.value() == null ? "" : success.value().data().get("text/plain").toString();
          case Outcome.Failure failure -> String.join("\n", failure.traceback());
        };
    if (!shown.equals(value) || !execution.stdout().equals(output)) {
      wrong.add(cell + "\nshowed " + shown + "\nand printed " + execution.stdout());
    }
  }
}
