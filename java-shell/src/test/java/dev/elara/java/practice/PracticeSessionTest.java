package dev.elara.java.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.display.Renderers;
import dev.elara.java.FakeExecution;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.shell.Execution;
import dev.elara.shell.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PracticeSessionTest {

  private static final int CELLS = 96;

  private final PracticeSession session = session();

  @Test
  void eachOfItsCellsCompilesAndRuns() {
    long characters = IntStream.range(0, CELLS).mapToLong(_ -> session.runOne()).sum();
    assertThat(characters).isGreaterThan(CELLS);
  }

  @Test
  void equalSeedsGiveEqualCellsAndOthersGiveOthers() {
    assertThat(new SampleCells(3).notebook()).isEqualTo(new SampleCells(3).notebook());
    assertThat(new SampleCells(3).notebook()).isNotEqualTo(new SampleCells(4).notebook());
  }

  @Test
  void notebooksHaveLongerCellsAsTheyGoOn() {
    var samples = new SampleCells(3);
    int first = longest(samples.notebook());
    int last = IntStream.range(0, 30).map(_ -> longest(samples.notebook())).max().orElseThrow();
    assertThat(first).isLessThan(10);
    assertThat(last).isGreaterThan(28);
  }

  @Test
  void nothingOfItReachesAnotherSessionOrTheProcess() {
    var shell =
        new JavaShell(
            new JavacCellCompiler(CompilerSettings.of(List.of())),
            PracticeSessionTest.class.getClassLoader(),
            new Renderers());
    var mine = new FakeExecution("String count = \"mine\";", 1);
    assertThat(shell.evaluate(mine)).isInstanceOf(Outcome.Success.class);
    var handler = Thread.getDefaultUncaughtExceptionHandler();
    IntStream.range(0, CELLS).forEach(_ -> session.runOne());
    assertThat(Execution.current()).isNull();
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
    assertThat(shell.namespace().names()).hasSize(1);
    assertThat(shell.evaluate(new FakeExecution("count.length()", 2)))
        .isInstanceOf(Outcome.Success.class);
    assertThat(mine.stdout()).isEmpty();
  }

  private static int longest(List<String> cells) {
    return cells.stream().skip(1).mapToInt(cell -> cell.split(";\n|}\n").length).max().orElse(0);
  }

  private static PracticeSession session() {
    return PracticeSession.with(
        new JavacCellCompiler(CompilerSettings.of(List.of())),
        PracticeSessionTest.class.getClassLoader());
  }
}
