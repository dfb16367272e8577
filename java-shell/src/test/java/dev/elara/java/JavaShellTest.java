package dev.elara.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.display.Renderers;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.shell.Outcome;
import dev.elara.shell.Shell;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JavaShellTest {

  private final JavaShell shell =
      new JavaShell(
          new JavacCellCompiler(CompilerSettings.of(List.of())),
          JavaShellTest.class.getClassLoader(),
          new Renderers());
  private int count;

  private FakeExecution cell(String code) {
    return new FakeExecution(code, ++count);
  }

  private Object value(String code) {
    return value(shell, code);
  }

  private Object value(Shell in, String code) {
    return valueOf(in.evaluate(cell(code)));
  }

  private static Object valueOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success success ->
          success.value() == null ? null : success.value().data().get("text/plain");
      case Outcome.Failure failure ->
          throw new AssertionError(String.join("\n", failure.traceback()));
    };
  }

  private Outcome.Failure failure(String code) {
    return failureOf(shell.evaluate(cell(code)));
  }

  private static Outcome.Failure failureOf(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    return (Outcome.Failure) outcome;
  }

  private static String page(Outcome.Failure failure) {
    return String.join("\n", failure.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  private Outcome.Failure interrupted(String code) throws Exception {
    var execution = cell("System.out.print(\"started\");\n" + code);
    var task = new FutureTask<>(() -> shell.evaluate(execution));
    Thread.ofPlatform().start(task);
    execution.awaitStdout("started");
    execution.interrupt("interrupted by the user");
    return failureOf(task.get());
  }

  @Test
  void theLastExpressionIsTheValue() {
    assertThat(value("1 + 1")).isEqualTo("2");
    assertThat(value("int x = 3;")).isNull();
    assertThat(value("x + 1")).isEqualTo("4");
    assertThat(value("x + 1;")).isNull();
    assertThat(value("(Object) null")).isNull();
    assertThat(value("new int[][] {{x}, {1, 2}}")).isEqualTo("[[3], [1, 2]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true);",
        "while (true) { kept++; kept--; }",
        "for (int i = 0; ; i++) for (int j = 0; j < 100; j++) kept += j - j;",
        "int f(int n) { return n < 1000 ? f(n + 1) + f(n + 1) : n; }\nf(0)",
        "Thread.sleep(100_000)",
        "new LinkedBlockingQueue<>().take()",
        "IntStream.generate(() -> 1).filter(n -> n > 1).sum()",
        "class Loop { Loop() { while (kept > 0); } }\nnew Loop()",
        "CompletableFuture.supplyAsync(() -> { while (true); }).get()",
        "Runnable r = () -> { while (true); };\nr.run();",
      })
  void anInterruptedCellEndsAsKernelInterruptAndLaterCellsSeeEarlierValues(String code)
      throws Exception {
    value("int kept = 41;");
    var failure = interrupted(code);
    assertThat(failure.name()).isEqualTo("KernelInterrupt");
    assertThat(page(failure)).startsWith("KernelInterrupt: interrupted by the user");
    assertThat(value("kept + 1")).isEqualTo("42");
  }

  @Test
  void aCellThatFailsHalfWayKeepsWhatItHadAssigned() {
    var failure = failure("int a = 1;\na = 2;\nint b = a / 0;\na = 3;");
    assertThat(failure.name()).isEqualTo("java.lang.ArithmeticException");
    assertThat(page(failure)).contains("at Cell 1, line 3").contains("int b = a / 0;");
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  void framesOfSeveralCellsShowTheLinesOfEach() {
    value(
        "int half(int n) {\n  if (n % 2 == 1) throw new IllegalArgumentException(\"odd\");\n  return n / 2;\n}");
    var failure = failure("int n = 3;\nhalf(n)");
    assertThat(page(failure))
        .startsWith(
            """
            java.lang.IllegalArgumentException: odd
              at Cell 1, line 2 in half
                   if (n % 2 == 1) throw new IllegalArgumentException("odd");
              at Cell 2, line 2
                   half(n)
            """);
  }

  @Test
  void aRecompiledDependantStillShowsItsOwnCellAndLine() {
    value("int scale = 1;\nint scaled(int n) {\n  return n / (scale - 1);\n}");
    value("int other = 2;\nint more = 3;\nshort scale = 1;");
    assertThat(page(failure("scaled(4)")))
        .startsWith(
            """
            java.lang.ArithmeticException: / by zero
              at Cell 1, line 3 in scaled
                   return n / (scale - 1);
              at Cell 3, line 1
                   scaled(4)
            """);
  }

  @Test
  void whatStandsBeforeTheFirstWrongSnippetHasRun() {
    var execution = cell("int good = 5;\nSystem.out.print(\"ran\");\nint bad = \"text\";\n");
    var failure = failureOf(shell.evaluate(execution));
    assertThat(failure.name()).isEqualTo("CompileError");
    assertThat(page(failure)).contains("Cell 1, line 3").contains("int bad = \"text\";");
    assertThat(execution.stdout()).isEqualTo("ran");
    assertThat(value("good")).isEqualTo("5");
  }

  @Test
  void aNoteOnWhatIsMissingGoesToStderr() {
    var execution = cell("int area() { return side() * side(); }");
    assertThat(valueOf(shell.evaluate(execution))).isNull();
    assertThat(execution.stderr()).contains("side");
    value("int side() { return 3; }");
    assertThat(value("area()")).isEqualTo("9");
  }

  @Test
  void inputIsAskedOfTheClient() {
    var execution =
        cell("IO.readln(\"Name? \") + new Scanner(System.in).nextInt()").typing("Ada", "7");
    assertThat(valueOf(shell.evaluate(execution))).isEqualTo("Ada7");
    assertThat(execution.prompts()).containsExactly("Name? ", "");
  }

  @Test
  void aSubshellSeesTheMainShellsNamesAndShadowsThem() {
    value("int x = 1; int y = 10;");
    Shell subshell = shell.subshell("s");
    assertThat(value(subshell, "x + y")).isEqualTo("11");
    value(subshell, "String x = \"own\";");
    assertThat(value(subshell, "x + y")).isEqualTo("own10");
    assertThat(value("x")).isEqualTo("1");
    value("int later = 5;");
    assertThat(value(subshell, "later")).isEqualTo("5");
  }

  @Test
  void classesOfEarlierCellsAreExtendedWithoutBeingPublic() {
    value(
        "class Animal { protected String name = \"animal\"; String sound() { return \"...\"; } }");
    value("class Dog extends Animal { String sound() { return name + \" woof\"; } }");
    assertThat(value("((Animal) new Dog()).sound()")).isEqualTo("animal woof");
  }

  @Test
  void aMessageOfTheJvmNamesTheUsersVariables() {
    value("String text;");
    assertThat(failure("text.length()").message())
        .isEqualTo("Cannot invoke \"String.length()\" because \"text\" is null");
  }

  @Test
  void aUserExpressionIsEvaluatedInTheNamespace() {
    value("int x = 20;");
    assertThat(valueOf(shell.evaluateExpression(cell(""), "x + 1"))).isEqualTo("21");
    assertThat(failureOf(shell.evaluateExpression(cell(""), "nothing")).name())
        .isEqualTo("CompileError");
  }

  @Test
  void cellsOnSeveralThreadsShareTheNamespace() throws Exception {
    value("var queue = new LinkedBlockingQueue<String>();");
    var waiting = new FutureTask<>(() -> value("queue.take()"));
    Thread.ofPlatform().start(waiting);
    value("queue.put(\"served\");");
    assertThat(waiting.get()).isEqualTo("served");
  }

  @Test
  void classesThatNothingNamesAnyMoreAreLetGo() {
    value("class Kept { int n = 1; }");
    for (int i = 0; i < 500; i++) {
      value("int counter = " + i + ";");
    }
    assertThat(value("new Kept().n + counter")).isEqualTo("500");
    assertThat(shell.cellsHeld()).isLessThan(300);
  }

  @Test
  void warmingUpDefinesNothingAndPrintsNothing() {
    shell.warmUp();
    shell.practise();
    assertThat(shell.namespace().names()).isEmpty();
    assertThat(shell.cellsHeld()).isZero();
    assertThat(value("1 + 1")).isEqualTo("2");
  }
}
