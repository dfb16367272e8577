package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ForwardReferenceTest {

  private final CellSession session = new CellSession();

  @Test
  void aMethodMayReferToWhatIsNotYetDefined() {
    var ran = session.run("int f(int n) { return g(n) + 1; }");
    assertThat(ran.cell().failed()).isFalse();
    assertThat(ran.cell().notes())
        .containsExactly("int f(int n) is defined, but cannot be used until method g is defined.");
    assertThat(session.run("f(1)").thrown())
        .hasMessage("f() cannot be used yet: method g is not defined.");
    session.value("int g(int n) { return 2 * n; }");
    assertThat(session.value("f(1)")).isEqualTo(3);
  }

  @Test
  void aChainOfForwardReferencesIsResolvedInAnyOrder() {
    session.value("int a() { return b() + 1; } int b() { return c() + 1; }");
    session.value("int c() { return d() + 1; }");
    session.value("int d() { return 1; }");
    assertThat(session.value("a()")).isEqualTo(4);
  }

  @Test
  void mutualRecursionWorksWithinAndAcrossCells() {
    session.value("boolean even(int n) { return n == 0 || odd(n - 1); }");
    session.value("boolean odd(int n) { return n != 0 && even(n - 1); }");
    assertThat(session.value("even(10)")).isEqualTo(true);
    assertThat(
            session.value(
                "class A { B b; int x() { return b == null ? 1 : b.y(); } }"
                    + " class B { A a; int y() { return a == null ? 2 : a.x(); } }"
                    + " A a = new A(); a.b = new B(); a.x()"))
        .isEqualTo(2);
  }

  @Test
  void aClassWhoseMethodsWaitIsUsableOtherwise() {
    session.value("class Job { int ready() { return 1; } int run() { return helper(); } }");
    assertThat(session.value("new Job().ready()")).isEqualTo(1);
    assertThat(session.run("new Job().run()").thrown())
        .hasMessage("Job.run() cannot be used yet: method helper is not defined.");
    session.value("int helper() { return 5; }");
    assertThat(session.value("new Job().run()")).isEqualTo(5);
  }

  @Test
  void aSignatureOrSupertypeMayBeMissing() {
    session.value("int area(Shape s) { return s.area(); } class Square extends Base {}");
    assertThat(session.run("area(null)").errors())
        .contains("int area(Shape s) (Cell 1) cannot be used until class Shape is defined");
    session.value("interface Shape { int area(); } class Base {}");
    assertThat(session.value("area(() -> 7) + (new Square() instanceof Base ? 1 : 0)"))
        .isEqualTo(8);
  }

  @Test
  void aVariableMayBeOfATypeThatComesLater() {
    session.value("Later x;");
    session.value("class Later { int v = 3; }");
    assertThat(session.value("x = new Later(); x.v")).isEqualTo(3);
  }

  @Test
  void anImportMayBeWhatIsMissing() {
    session.value("LocalDate next(LocalDate d) { return d.plusDays(1); }");
    session.value("import java.time.*;");
    assertThat(session.value("next(LocalDate.of(2024, 2, 28))")).hasToString("2024-02-29");
  }

  @Test
  void whatStillWaitsForTheSameIsToldOnce() {
    assertThat(session.run("int f() { return g() + h(); }").cell().notes()).hasSize(1);
    assertThat(session.run("import java.time.*;").cell().notes()).isEmpty();
    assertThat(session.run("int g() { return 1; }").cell().notes())
        .containsExactly("int f() is defined, but cannot be used until method h is defined.");
    assertThat(session.run("int f() { return g() + h(); }").cell().notes()).hasSize(1);
  }

  @Test
  void whatNoCellCanEverDefineIsAnError() {
    assertThat(session.run("int f() { return \"x\".size(); }").errors()).contains("method size()");
    assertThat(session.run("int g() { return Math.foo(1); }").errors()).contains("method foo(int)");
    assertThat(session.run("int h() { return missing + \"x\" * 2; }").errors())
        .contains("bad operand types");
  }

  @Test
  void aStatementCannotWait() {
    assertThat(session.run("missing();").errors()).contains("method missing()");
  }
}
