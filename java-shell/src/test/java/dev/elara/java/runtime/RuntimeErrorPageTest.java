package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeErrorPageTest {

  private final World world = new World();

  private Outcome.Failure failure(String members) {
    var execution = world.execution();
    var outcome =
        world.run(
            execution,
            world.cells.cell("Cell " + execution.count(), "W" + execution.count(), members));
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    return (Outcome.Failure) outcome;
  }

  private static List<String> page(Outcome.Failure failure) {
    return failure.traceback().stream().map(World::plain).toList();
  }

  @Test
  void causesComeBelowWithWhatTheyDoNotShare() {
    var failure =
        failure(
            """
            static void inner() { throw new IllegalArgumentException("inner"); }
            static void outer() {
              try {
                inner();
              } catch (IllegalArgumentException e) {
                throw new IllegalStateException("outer", e);
              }
            }
            public static Object run() { outer(); return 0; }
            """);
    assertThat(failure.name()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.message()).isEqualTo("outer");
    assertThat(page(failure))
        .containsSequence(
            "java.lang.IllegalStateException: outer",
            "  at Cell 1, line 6 in outer",
            "       throw new IllegalStateException(\"outer\", e);",
            "  at Cell 1, line 9",
            "       public static Object run() { outer(); return 0; }")
        .containsSequence(
            "Caused by: java.lang.IllegalArgumentException: inner",
            "  at Cell 1, line 1 in inner",
            "       static void inner() { throw new IllegalArgumentException(\"inner\"); }",
            "  at Cell 1, line 4 in outer",
            "       inner();",
            "  … and as above");
  }

  @Test
  void whatWasSuppressedIsShownIndented() {
    var failure =
        failure(
            """
            public static Object run() throws Exception {
              try (AutoCloseable c = () -> { throw new java.io.IOException("close"); }) {
                throw new RuntimeException("body");
              }
            }
            """);
    assertThat(page(failure))
        .contains("java.lang.RuntimeException: body", "  Suppressed: java.io.IOException: close");
  }

  @Test
  void causesThatGoInACircleEnd() {
    var failure =
        failure(
            """
            public static Object run() throws Exception {
              var a = new Exception("a");
              var b = new Exception("b", a);
              a.initCause(b);
              throw a;
            }
            """);
    assertThat(page(failure))
        .contains(
            "Caused by: java.lang.Exception: b", "Caused by: java.lang.Exception, shown above");
  }

  @Test
  void theMethodOfAnotherClassThatTheCellCalledIsNamed() {
    var failure = failure("public static Object run() {\n  return Integer.parseInt(\"x1\");\n}");
    assertThat(failure.name()).isEqualTo("java.lang.NumberFormatException");
    assertThat(page(failure))
        .containsSequence(
            "  at java.lang.Integer.parseInt",
            "  at Cell 1, line 2",
            "       return Integer.parseInt(\"x1\");");
    assertThat(page(failure).get(1)).matches("  … \\d+ frames? in the JDK");
  }

  @Test
  void aStackOverflowShowsWhatRepeatsOnce() {
    var failure =
        failure(
            "static int f(int n) { return 1 + f(n + 1); } public static Object run() { return f(0); }");
    assertThat(failure.name()).isEqualTo("java.lang.StackOverflowError");
    assertThat(page(failure))
        .containsOnlyOnce("  at Cell 1, line 1 in f")
        .anyMatch(line -> line.matches("  … the same [\\d,]+ more times"))
        .hasSizeLessThan(10);
  }

  @Test
  void methodsThatCallEachOtherWithoutEndAreShownOnceEach() {
    var failure =
        failure(
            """
            static int even(int n) {
              return odd(n - 1);
            }
            static int odd(int n) {
              return List.of(n).stream().mapToInt(x -> even(x)).sum();
            }
            public static Object run() { return odd(7); }
            """);
    assertThat(page(failure))
        .containsOnlyOnce("  at Cell 1, line 2 in even")
        .containsOnlyOnce("  at Cell 1, line 5 in odd")
        .anyMatch(line -> line.matches("  … these \\d+ frames [\\d,]+ more times"));
  }

  @Test
  void aLongTraceThatDoesNotRepeatIsCutInItsMiddle() {
    var methods = new StringBuilder("static int f60() { throw new IllegalStateException(); }\n");
    for (int i = 59; i >= 0; i--) {
      methods.append("static int f%d() { return f%d(); }\n".formatted(i, i + 1));
    }
    var failure = failure(methods + "public static Object run() { return f0(); }");
    assertThat(page(failure))
        .contains("  at Cell 1, line 1 in f60", "  at Cell 1, line 61 in f0")
        .anyMatch(line -> line.matches("  … \\d+ more frames"))
        .hasSizeLessThan(70);
  }

  @Test
  void aFullHeapIsSurvivedAndExplained() {
    var failure =
        failure(
            "public static Object run() { var l = new ArrayList<long[]>(); while (true) l.add(new"
                + " long[Integer.MAX_VALUE - 8]); }");
    assertThat(failure.name()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(page(failure)).anyMatch(line -> line.contains("-Xmx"));
    assertThat(World.text(world.run(world.execution(), "return 1;"))).isEqualTo("1");
  }

  @Test
  void anArrayThatIsTooLongIsNotBlamedOnTheMemory() {
    var failure = failure("public static Object run() { return new byte[Integer.MAX_VALUE]; }");
    assertThat(page(failure))
        .anyMatch(line -> line.contains("at most 2147483645 elements"))
        .noneMatch(line -> line.contains("-Xmx"));
  }

  @Test
  void namesOfGeneratedClassesAreNeverShown() {
    var failure =
        failure(
            """
            static String text;
            static class Shape { double area() { return text.length(); } }
            public static Object run() {
              Supplier<Double> s = () -> new Shape() { double area() { return super.area(); } }.area();
              return s.get();
            }
            """);
    assertThat(failure.message())
        .isEqualTo("Cannot invoke \"String.length()\" because \"text\" is null");
    assertThat(page(failure))
        .contains(
            "  at Cell 1, line 2 in Shape.area",
            "  at Cell 1, line 4 in (anonymous).area",
            "  at Cell 1, line 4 in lambda");
    assertThat(String.join("\n", failure.traceback())).doesNotContain("W1").doesNotContain("$");
  }

  @Test
  void anExceptionOfACellIsCalledByItsSimpleName() {
    var failure =
        failure(
            "static class Broken extends Exception { Broken() { super(\"cup\"); } } public static"
                + " Object run() throws Exception { throw new Broken(); }");
    assertThat(failure.name()).isEqualTo("Broken");
    assertThat(page(failure).getFirst()).isEqualTo("Broken: cup");
  }

  @Test
  void anExceptionWhoseMessageThrowsIsStillShown() {
    var failure =
        failure(
            "public static Object run() { throw new RuntimeException() { public String getMessage()"
                + " { throw new IllegalStateException(); } }; }");
    assertThat(failure.message())
        .isEqualTo(
            "(its message could not be had: getMessage() threw java.lang.IllegalStateException)");
  }

  @Test
  void aThrowableOfNoUsualKindIsShownToo() {
    var failure =
        failure("public static Object run() throws Throwable { throw new Throwable(\"odd\"); }");
    assertThat(failure.name()).isEqualTo("java.lang.Throwable");
    assertThat(failure.message()).isEqualTo("odd");
  }

  @Test
  void anExceptionWithoutMessageHasAnEmptyOne() {
    var failure = failure("public static Object run() { throw new IllegalStateException(); }");
    assertThat(failure.message()).isEmpty();
    assertThat(page(failure).getFirst()).isEqualTo("java.lang.IllegalStateException");
  }
}
