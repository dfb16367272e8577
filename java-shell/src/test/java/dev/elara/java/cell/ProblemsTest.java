package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemsTest {

  private final CellSession session = new CellSession();

  @Test
  void aProblemSaysWhereInTheCellItIs() {
    var problem = session.run("int a = 1;\nint b = \"text\";").cell().problems().getFirst();
    assertThat(problem.cell()).isEqualTo("Cell 1");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(9);
    assertThat(problem.source().substring(problem.start(), problem.end())).isEqualTo("\"text\"");
    assertThat(problem.code()).isEqualTo("compiler.err.prob.found.req");
    assertThat(problem.message())
        .isEqualTo("incompatible types: String cannot be converted to int");
  }

  @Test
  void whatStandsBeforeTheFirstWrongSnippetRuns() {
    var ran = session.run("int k = 1; k++; int z = \"a\"; k = 100; undefined();");
    assertThat(ran.cell().problems()).extracting(Problem::position).isSorted().hasSize(2);
    assertThat(session.value("k")).isEqualTo(2);
    assertThat(session.run("z").errors()).contains("variable z");
  }

  @Test
  void afterASyntaxErrorNothingRuns() {
    session.value("int k = 1;");
    var ran = session.run("k = 2; int x = ;");
    assertThat(ran.errors()).contains("illegal start of expression");
    assertThat(ran.cell().entries()).isEmpty();
    assertThat(session.value("k")).isEqualTo(1);
  }

  @Test
  void aStrayPartOfAStatementIsCalledSoAlsoAtTheEnd() {
    assertThat(session.run("else {}").errors()).isEqualTo("1:1 'else' without 'if'");
    assertThat(session.run("if (true) {} else {} else {}").errors())
        .isEqualTo("1:22 'else' without 'if'");
    assertThat(session.run("catch (Exception e) {}").errors())
        .isEqualTo("1:1 'catch' without 'try'");
    assertThat(session.run("finally {} int x;").errors()).isEqualTo("1:1 'finally' without 'try'");
  }

  @Test
  void messagesNameNoGeneratedClass() {
    session.value("class P {}");
    for (var cell :
        List.of("foo(1)", "new P().x", "P p = 5;", "int f() { return new P(); }", "this.x = 1;")) {
      assertThat(session.run(cell).errors()).isNotEmpty().doesNotContain("$", "REPL");
    }
  }

  @Test
  void returnAtTopLevelIsAnError() {
    assertThat(session.run("return 5;").errors()).contains("return outside method");
    assertThat(session.value("Supplier<Integer> s = () -> { return 5; }; s.get()")).isEqualTo(5);
  }

  @Test
  void noInputCrashesTheCompilerOrSpoilsTheSession() {
    session.value("int x = 1;");
    for (var cell :
        List.of(
            ")",
            "}",
            "{",
            "(",
            "\"",
            "/*",
            "class",
            "class A {",
            "int",
            "int x =",
            "@",
            "@interface",
            "import",
            "import ;",
            "package a;",
            "x.",
            "x..y",
            "for (",
            "switch",
            "switch (x) {",
            "case 1:",
            "default",
            "new",
            "->",
            "x ->",
            "::",
            "record R(",
            "enum E { A, ",
            "\\u12",
            "'",
            "'ab'",
            "\"\"\"",
            "var",
            "var v",
            "var v;",
            "var v = null;",
            "var f = x -> x;",
            "int[] a = {",
            "<T>",
            "<T> void",
            "void",
            "void f",
            "void f(",
            "throw",
            "return",
            "yield 1;",
            "break;",
            "continue;",
            "this",
            "super.x",
            "int int = 1;",
            "1 = 2",
            "x++ ++",
            "sealed",
            "non-sealed class Q {}",
            "interface I { int f() { } }",
            "abstract void f();",
            "\0",
            "#!",
            "class C extends C {}",
            "interface I extends I {}",
            "enum E extends Object {}",
            "class D { D(int a) {} } class F extends D {}",
            "int f(int a, int a) { return 1; }",
            "record R(int a, int a) {}",
            "@Missing int q;",
            "List<int> l;",
            "String s = 'x';",
            "else {}",
            "catch (Exception e) {}",
            "int a = a2; int a2 = 1;",
            "static { }",
            "{ } ; ; { }")) {
      var ran = session.run(cell);
      assertThat(ran.errors()).doesNotContain("Please report");
    }
    assertThat(session.value("x")).isEqualTo(1);
  }

  @Test
  void deepNestingIsAnErrorAndTheNextCellWorks() {
    session.value("int x = 1;");
    var deep = "(".repeat(20_000) + "1" + ")".repeat(20_000);
    assertThat(session.run(deep).errors()).contains("nested too deeply");
    assertThat(session.value("x")).isEqualTo(1);
  }
}
