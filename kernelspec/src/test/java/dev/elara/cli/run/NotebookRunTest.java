package dev.elara.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Terminal;
import dev.elara.cli.notebook.NotANotebook;
import dev.elara.cli.notebook.Notebook;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotebookRunTest {

  private final Inbox inbox = new Inbox();
  private final FakeKernel kernel = new FakeKernel(inbox);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Duration timeout;
  private boolean allowErrors;
  private String written;

  @Test
  void whatCellsShowGoesToTheTerminalAndIntoTheNotebook() {
    assertThat(run(cell("print hello"), cell("value 42"))).isEqualTo(new Ending.Completed(0));
    assertThat(out.toString(UTF_8)).isEqualTo("hello\n42\n");
    assertThat(err.toString(UTF_8)).contains("[1/2] print hello", "[2/2] value 42");
    assertThat(written)
        .contains("\"execution_count\": 2", "\"hello\"", "\"language_info\"", "\"kernelspec\"");
  }

  @Test
  void aRunStopsAtTheFirstErrorAndShowsTheCell() {
    assertThat(run(cell("print a"), cell("fail now\\n// second line"), cell("print never")))
        .isEqualTo(new Ending.Failed(2));
    assertThat(kernel.ran).hasSize(2);
    assertThat(err.toString(UTF_8))
        .contains("Cell 2 failed:\n1 | fail now\n2 | // second line\n")
        .contains("java.lang.IllegalStateException\n  at")
        .doesNotContain("\u001b");
    assertThat(written).contains("\"output_type\": \"error\"");
  }

  @Test
  void allowedErrorsAreCountedAndTheRunGoesOn() {
    allowErrors = true;
    assertThat(run(cell("fail"), cell("print on"), cell("fail")))
        .isEqualTo(new Ending.Completed(2));
    assertThat(out.toString(UTF_8)).isEqualTo("on\n");
  }

  @Test
  void aCellTaggedRaisesExceptionMayFail() {
    assertThat(run(tagged("fail", "raises-exception"), cell("print on")))
        .isEqualTo(new Ending.Completed(0));
    assertThat(err.toString(UTF_8)).contains("IllegalStateException").doesNotContain("failed:");
  }

  @Test
  void aCellTaggedRaisesExceptionThatRaisesNoneFails() {
    assertThat(run(tagged("expected failure is missing", "raises-exception"), cell("print never")))
        .isEqualTo(new Ending.Failed(1));
  }

  @Test
  void blankCellsAndSkippedCellsAreNotRun() {
    run(cell("  "), tagged("fail", "skip-execution"), cell("print x"));
    assertThat(kernel.ran).containsExactly("print x");
  }

  @Test
  void aCellThatTakesTooLongIsInterruptedAndFails() {
    timeout = Duration.ofMillis(1);
    assertThat(run(cell("hang"), cell("print never"))).isEqualTo(new Ending.Failed(1));
    assertThat(err.toString(UTF_8)).contains("Cell 1 took longer than the timeout of 0.001 s.");
    assertThat(written).contains("KernelInterrupt");
  }

  @Test
  void whoeverAllowsErrorsGoesOnAfterATimeout() {
    allowErrors = true;
    timeout = Duration.ofMillis(1);
    assertThat(run(cell("hang"), cell("print on")))
        .isInstanceOfSatisfying(
            Ending.Completed.class, ending -> assertThat(ending.failures()).isPositive());
    assertThat(err.toString(UTF_8)).contains("Cell 1 took longer than the timeout of 0.001 s.");
    assertThat(kernel.ran).containsExactly("hang", "print on");
  }

  @Test
  void askedToStopTheRunningCellIsInterruptedAndNoFurtherOneRuns() {
    allowErrors = true;
    kernel.whenItHangs(inbox::wantStop);
    assertThat(run(cell("hang"), cell("print never"))).isEqualTo(new Ending.Stopped());
    assertThat(kernel.ran).containsExactly("hang");
    assertThat(written).contains("KernelInterrupt");
  }

  @Test
  void outputOfAnEarlierCellsThreadGoesToThatCell() {
    run(cell("print one"), cell("late two"));
    assertThat(written.replaceAll("\\s", "")).contains("\"text\":[\"onetwo\"]");
  }

  @Test
  void outputsOfAnEarlierRunAreGone() {
    run(
        """
        {"cell_type": "code", "execution_count": 9, "metadata": {}, "source": "print new",
         "outputs": [{"output_type": "stream", "name": "stdout", "text": "old"}]}
        """);
    assertThat(written).contains("new").doesNotContain("old");
  }

  private Ending run(String... cells) {
    try {
      var notebook =
          Notebook.read(
              "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 4}"
                  .formatted(String.join(",", cells))
                  .getBytes(UTF_8));
      var terminal =
          new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
      var run = new NotebookRun(kernel, inbox, new Transcript(terminal), timeout, allowErrors);
      Ending ending = run.run(notebook, Map.of("name", "elara"));
      written = new String(notebook.write(), UTF_8);
      return ending;
    } catch (NotANotebook e) {
      throw new AssertionError(e);
    }
  }

  private static String cell(String source) {
    return tagged(source);
  }

  private static String tagged(String source, String... tags) {
    List<String> quoted = new ArrayList<>();
    for (String tag : tags) {
      quoted.add("\"" + tag + "\"");
    }
    return """
    {"cell_type": "code", "execution_count": null, "metadata": {"tags": %s}, "source": "%s",
     "outputs": []}
    """
        .formatted(quoted, source);
  }
}
