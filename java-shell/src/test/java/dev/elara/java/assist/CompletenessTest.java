package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Completeness;
import dev.elara.shell.Completeness.Complete;
import dev.elara.shell.Completeness.Incomplete;
import dev.elara.shell.Completeness.Invalid;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {

  private static final Session SESSION = new Session(Sources.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1+1",
        "int x = 1;",
        "int x = 1",
        "",
        "// a comment",
        "import java.util.List;",
        "for (int i = 0; i < 3; i++) { }",
        "int f(int a) { return a; }",
        "class A { void f() { } }",
        "record P(int x) {}",
        "var s = \"\"\"\n  text\n  \"\"\";",
        "undefined + 1",
        "System.out.println(\"hello\")",
        "var f = (Runnable) () -> { System.out.println(1); };",
        "int a = 1; int b = 2;\na + b",
        "switch (1) { default -> {} }",
        "try { } finally { }",
        "/* closed */ 1",
      })
  void whatCanRunIsComplete(String code) {
    assertThat(SESSION.isComplete(code)).isEqualTo(new Complete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < 10; i++) {",
        "\"\"\"",
        "/* ",
        "int x =",
        "foo(1,",
        "if (true)",
        "class A",
        "class A {\n  void f() {",
        "1 +",
        "@Override",
        "words.",
        "System.out.println(\"a\"",
        "do { }",
        "public",
        "int[] a = {1, 2",
        "try {\n}",
        "Runnable r = () ->",
        "while (true) {\n  if (x) {\n  }",
        "switch (x) {",
        "int f(int a,",
      })
  void whatNeedsMoreIsIncomplete(String code) {
    assertThat(SESSION.isComplete(code)).isInstanceOf(Incomplete.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ")",
        "int x = 5 5",
        "\"never closed",
        "for (int i = 0; i < 3; i++ {",
        "int 1x = 3;",
        "else { }",
        "class { }",
        "catch (Exception e) { }",
        "a b c d;",
        "#",
        "foo(]",
      })
  void whatNoLineCanMendIsInvalid(String code) {
    assertThat(SESSION.isComplete(code)).isEqualTo(new Invalid());
  }

  @Test
  void theNextLineIsIndentedByWhatIsOpen() {
    assertThat(SESSION.isComplete("if (a) {")).isEqualTo(new Incomplete("    "));
    assertThat(SESSION.isComplete("class A {\n    void f() {"))
        .isEqualTo(new Incomplete("        "));
    assertThat(SESSION.isComplete("class A {\n    void f() {\n    }"))
        .isEqualTo(new Incomplete("    "));
    assertThat(SESSION.isComplete("var s = \"\"\"\n  text")).isEqualTo(new Incomplete(""));
    assertThat(SESSION.isComplete("  /* note")).isEqualTo(new Incomplete("  "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 1",
        "int x = 3;",
        "int x = ",
        "foo(",
        "class A {",
        "if (x) {",
        "void f() { }",
        "while (x)",
        "a.b.",
        "new int[] {1,",
        "\"\"\"\n abc",
        "int f() { return 1; }",
        "x -> ",
        "enum E { A, B",
        "interface I { void f();",
        "import java.util",
        "List<String",
        "for (;;)",
        "do x++;",
        "{ { }",
      })
  void jshellJudgesAlike(String code) {
    try (var jshell = JShell.create()) {
      var theirs = jshell.sourceCodeAnalysis().analyzeCompletion(code).completeness();
      Completeness ours = SESSION.isComplete(code);
      assertThat(ours instanceof Complete)
          .as("JShell says %s", theirs)
          .isEqualTo(theirs.isComplete());
    }
  }
}
