package dev.elara.java.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.display.Renderers;
import dev.elara.java.FakeExecution;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.LineMagic;
import dev.elara.shell.Outcome;
import dev.elara.shell.StreamName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Magics in whole cells. */
@Timeout(120)
class MagicsTest {

  private final JavaShell shell =
      new JavaShell(
          new JavacCellCompiler(CompilerSettings.of(List.of(kernelCore()))),
          MagicsTest.class.getClassLoader(),
          new Renderers());
  private int count;

  private static Path kernelCore() {
    return Path.of(
        URI.create(LineMagic.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** Writes what it was given. */
  private record Echo(Kind kind, String name) implements Magic {

    @Override
    public String summary() {
      return "Says what it was given.";
    }

    @Override
    public void run(MagicCall call) {
      if (call.arguments().equals("fail")) {
        throw new IllegalStateException("as asked");
      }
      call.execution().write(StreamName.STDOUT, call.arguments() + "|" + call.body() + "\n");
    }
  }

  @BeforeEach
  void registerEchoes() {
    shell.magics().register(new Echo(Magic.Kind.LINE, "echo"));
    shell.magics().register(new Echo(Magic.Kind.CELL, "echoes"));
  }

  private FakeExecution run(String code) {
    FakeExecution execution = new FakeExecution(code, ++count);
    Outcome outcome = shell.evaluate(execution);
    if (outcome instanceof Outcome.Failure failure) {
      throw new AssertionError(String.join("\n", failure.traceback()));
    }
    return execution;
  }

  private Outcome.Failure failure(String code) {
    Outcome outcome = shell.evaluate(new FakeExecution(code, ++count));
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    return (Outcome.Failure) outcome;
  }

  private List<String> complete(String code) {
    return shell.complete(code, code.length()).items().stream()
        .map(Completions.Item::text)
        .toList();
  }

  @Test
  void aLineMagicRunsInItsTurnAmongTheLinesOfItsCell() {
    String code =
        """
        System.out.println("before");
        for (int i = 0; i < 2; i++) {
          %echo in a "loop" \\n
        }
        int behind = 7;
        System.out.println(behind);
        """;
    assertThat(run(code).stdout()).isEqualTo("before\nin a \"loop\" \\n|\nin a \"loop\" \\n|\n7\n");
    assertThat(run("behind\n").stdout()).isEmpty();
  }

  @Test
  void aCellMagicGetsTheLinesBelowAsTheyAre() {
    assertThat(run("%%echoes some words\nnot Java\n  at all").stdout())
        .isEqualTo("some words|not Java\n  at all\n");
    assertThat(run("%%echoes").stdout()).isEqualTo("|\n");
  }

  @ParameterizedTest
  @CsvSource({
    "%callrs, There is no magic %callrs. Did you mean %callers?",
    "%%ecoes, There is no magic %%ecoes. Did you mean %%echoes?",
    "%echoes, 'There is no magic %echoes. But there is %%echoes, on the first line of a cell.'",
    "%%echo, 'There is no magic %%echo. But there is %echo, for a single line.'",
    "%xyz, There is no magic %xyz. %lsmagic lists those there are.",
    "%callers all, '%callers takes no arguments, and was given ''all''.'"
  })
  void whatIsNoMagicIsSaidWithWhatMayHaveBeenMeant(String code, String message) {
    assertThat(failure(code).message()).contains(message);
  }

  @Test
  void anUnknownMagicEndsTheCellBeforeItBegins() {
    FakeExecution execution = new FakeExecution("System.out.println(1);\n%nothing", ++count);
    assertThat(shell.evaluate(execution)).isInstanceOf(Outcome.Failure.class);
    assertThat(execution.stdout()).isEmpty();
  }

  @Test
  void aMagicThatFailsIsAFailureOfItsCell() {
    assertThat(failure("int a = 1;\n%echo fail").message()).contains("as asked");
    assertThat(failure("%%echoes fail").message()).contains("as asked");
  }

  @Test
  void namesOfMagicsAreCompleted() {
    assertThat(complete("%ca")).containsExactly("%callers");
    assertThat(complete("int a;\n%ec")).containsExactly("%echo");
    assertThat(complete("%")).contains("%callers", "%%echoes", "%lsmagic");
    assertThat(complete("%%e")).containsExactly("%%echoes");
    assertThat(complete("%callers\n\"\".isEmpt")).contains("isEmpty()");
    Completions at = shell.complete("int a;\n%ca", 10);
    assertThat(List.of(at.start(), at.end())).containsExactly(7, 10);
  }

  @Test
  void aMagicIsInspectedAndItsCellIsComplete() {
    assertThat(shell.inspect("int a;\n%callers", 10, 0)).isNotNull();
    assertThat(shell.isComplete("%callers")).isInstanceOf(Completeness.Complete.class);
    assertThat(shell.isComplete("%%echoes\n{")).isInstanceOf(Completeness.Complete.class);
    assertThat(shell.isComplete("%callers\nfor (;;) {"))
        .isInstanceOf(Completeness.Incomplete.class);
  }

  @Test
  void theMagicsAreListed() {
    assertThat(run("%lsmagic").stdout())
        .contains("%callers", "Lists the callers", "%%echoes", "%lsmagic");
  }

  @Test
  void callersAreListedWithTheirChildrenAndWhatTheyAreAt() {
    Caller parent = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("listed <parent>"));
    try {
      Caller child = parent.get(CallerOptions.named("listed child"));
      Pending<Integer> never = new Pending<>();
      Pending<?> waiting = child.callSoon(() -> never.await());
      child.callSoon(() -> 0).waitSync();
      MimeBundle table = run("%callers").displays().getLast();
      String text = String.valueOf(table.data().get("text/plain"));
      assertThat(text.lines().toList().getFirst()).startsWith("Name").contains("State", "Host");
      assertThat(text).contains("\nlisted <parent>").contains("\n  listed child");
      assertThat(text.lines().filter(line -> line.contains("listed child")).findFirst().get())
          .containsPattern("running +PLATFORM +listed child \\(\\d+\\) +1 +0");
      assertThat(String.valueOf(table.data().get("text/html")))
          .contains("<td style=\"text-align:left\">listed &lt;parent&gt;</td>");
      waiting.cancelAndWait("seen");
    } finally {
      parent.stop();
    }
  }
}
