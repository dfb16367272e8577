package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RedefinitionTest {

  private final CellSession session = new CellSession();

  @Test
  void earlierMethodsSeeTheNewOne() {
    session.value("int f() { return 1; } int g() { return f() + 1; }");
    session.value("int h() { return g() * 10; }");
    session.value("int f() { return 4; }");
    assertThat(session.value("List.of(g(), h())")).isEqualTo(List.of(5, 50));
  }

  @Test
  void earlierMethodsSeeAVariablesNewPlaceAndType() {
    session.value("int x = 1; String show() { return \"x=\" + x; }");
    session.value("int x = 2;");
    assertThat(session.value("show()")).isEqualTo("x=2");
    session.value("String x = \"three\";");
    assertThat(session.value("show()")).isEqualTo("x=three");
    session.value("x = \"four\";");
    assertThat(session.value("show()")).isEqualTo("x=four");
  }

  @Test
  void aRedefinitionThatBreaksAnEarlierDefinitionIsRejectedByName() {
    session.value("int f() { return 1; } int g() { return f() + 1; }");
    var ran = session.run("String f() { return \"a\"; }");
    assertThat(ran.errors())
        .contains("f cannot be redefined like this: int g() (Cell 1, line 1)")
        .contains("String cannot be converted to int");
    assertThat(session.value("g() + f()")).isEqualTo(3);
  }

  @Test
  void bothSidesOfABreakingRedefinitionInOneCellAreAccepted() {
    session.value("int f() { return 1; } int g() { return f() + 1; }");
    session.value("String f() { return \"a\"; } String g() { return f() + \"!\"; }");
    assertThat(session.value("g()")).isEqualTo("a!");
  }

  @Test
  void overloadsAreDefinitionsOfTheirOwn() {
    session.value("int f(int a) { return 1; } int f(String s) { return 2; }");
    session.value("int f(double d) { return 3; } int g() { return f(\"q\"); }");
    session.value("int f(int a) { return 10; }");
    assertThat(session.value("List.of(f(1), f(\"a\"), f(1.0), g())"))
        .isEqualTo(List.of(10, 2, 3, 2));
    session.value("int f(String other) { return 20; }");
    assertThat(session.value("List.of(f(1), f(\"a\"), f(1.0), g())"))
        .isEqualTo(List.of(10, 20, 3, 20));
  }

  @Test
  void instancesOfARedefinedClassKeepTheOldOne() {
    session.value("class Acc { int n; void add(int k) { n += k; } }");
    session.value("Acc acc = new Acc(); acc.add(3);");
    session.value("class Acc { int n; void add(int k) { n += 100 * k; } }");
    assertThat(session.value("acc.add(1); acc.n")).isEqualTo(4);
    assertThat(session.run("acc = new Acc();").errors()).contains("Acc was redefined");
    assertThat(session.value("Acc acc = new Acc(); acc.add(1); acc.n")).isEqualTo(100);
  }

  @Test
  void aMethodThatOnlyBreaksOnAnOldInstanceWaitsForANewOne() {
    session.value("class Acc { int n; void add(int k) { n += k; } }");
    session.value("Acc acc = new Acc(); void deposit(int k) { acc.add(k); Acc other = acc; }");
    var ran = session.run("class Acc { int n; void add(int k) { n += 2 * k; } }");
    assertThat(ran.cell().notes()).singleElement().asString().contains("a new variable acc");
    session.value("Acc acc = new Acc();");
    assertThat(session.value("deposit(3); acc.n")).isEqualTo(6);
  }

  @Test
  void aClassRedefinedTakesItsSubclassesAndUsersAlong() {
    session.value("class A { String hi() { return \"a\"; } } class B extends A {}");
    session.value("String greet() { return new B().hi(); }");
    session.value("class A { String hi() { return \"new\"; } }");
    assertThat(session.value("greet()")).isEqualTo("new");
  }

  @Test
  void runningACellAgainIsAlwaysPossibleAndChangesNothing() {
    var cell = "class P { int v = 1; } P p = new P(); int twice(P q) { return 2 * q.v; } twice(p)";
    assertThat(session.value(cell)).isEqualTo(2);
    session.value("P kept = p;");
    for (int i = 0; i < 3; i++) {
      assertThat(session.value(cell)).isEqualTo(2);
    }
    assertThat(session.value("twice(kept)")).isEqualTo(2);
  }

  @Test
  void aRejectedRedefinitionLeavesTheOldOne() {
    session.value("int f() { return 1; }");
    assertThat(session.run("int f() { return \"x\"; }").errors()).contains("incompatible types");
    assertThat(session.value("f()")).isEqualTo(1);
  }

  @Test
  void aTypeMayBecomeAnotherKindOfType() {
    session.value("class P { int x() { return 1; } } int get(P p) { return p.x(); }");
    session.value("record P(int x) {}");
    assertThat(session.value("get(new P(5))")).isEqualTo(5);
  }
}
