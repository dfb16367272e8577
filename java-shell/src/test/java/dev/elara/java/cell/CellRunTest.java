package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CellRunTest {

  private final CellSession session = new CellSession();

  @Test
  void theLastExpressionIsTheValue() {
    assertThat(session.value("1 + 1")).isEqualTo(2);
    assertThat(session.value("int x = 3; x * 2")).isEqualTo(6);
    assertThat(session.value("x = 5")).isEqualTo(5);
    assertThat(session.value("x++")).isEqualTo(5);
    assertThat(session.value("x // the end")).isEqualTo(6);
    assertThat(session.value("x < 7")).isEqualTo(true);
    assertThat(session.value("switch (x) { case 6 -> \"six\"; default -> \"other\"; }"))
        .isEqualTo("six");
  }

  @Test
  void aPrimitiveValueIsBoxedToItsOwnClassWhetherConstantOrNot() {
    session.run("byte b = 1; short s = 2; char c = 'c'; int i = 3; long l = 4;");
    session.run("float f = 5; double d = 6; boolean z = true;");
    var values =
        List.of((byte) 1, (byte) 1, (short) 2, (short) 2, 'c', 'c', 3, 3, 4L, 4L).iterator();
    for (String cell :
        List.of("(byte) 1", "b", "(short) 2", "s", "'c'", "c", "3", "i", "4L", "l")) {
      assertThat(session.value(cell)).as(cell).isEqualTo(values.next());
    }
    assertThat(session.value("5f")).isEqualTo(session.value("f")).isEqualTo(5f);
    assertThat(session.value("6.0")).isEqualTo(session.value("(d)")).isEqualTo(6.0);
    assertThat(session.value("!z")).isEqualTo(false);
    assertThat(session.value("b += 2")).isEqualTo((byte) 3);
    assertThat(session.value("c++")).isEqualTo('c');
    assertThat(session.value("z ? i : l")).isEqualTo(3L);
  }

  @Test
  void aTrailingSemicolonOrAVoidOrADeclarationGivesNoValue() {
    assertThat(session.run("1 + 1;").cell().hasValue()).isFalse();
    assertThat(session.run("int x = 1").cell().hasValue()).isFalse();
    assertThat(session.run("System.gc()").cell().hasValue()).isFalse();
    assertThat(session.run("if (x > 0) x++").cell().hasValue()).isFalse();
    assertThat(session.run("").cell().hasValue()).isFalse();
    assertThat(session.run("// nothing").cell().entries()).isEmpty();
  }

  @Test
  void aLastSwitchWhoseArmsAreVoidIsAStatement() {
    var ran =
        session.run(
            "int n = 0; void a() { n += 1; } void b() { n += 2; }"
                + " switch (n) { case 0 -> a(); default -> b(); }");
    assertThat(ran.cell().hasValue()).isFalse();
    assertThat(session.value("n")).isEqualTo(1);
  }

  @Test
  void everyKindOfDeclarationMayStandInOneCell() {
    var value =
        session.value(
            """
            import java.util.concurrent.atomic.*;
            enum Color { RED, BLUE { int code() { return 2; } }; int code() { return 1; } }
            record Point(int x, int y) { static Point origin() { return new Point(0, 0); } }
            interface Named { String name(); default String hi() { return "hi " + name(); } }
            @interface Note { String value() default ""; }
            @Note("a") abstract class Base implements Named { public String name() { return "b"; } }
            class Derived extends Base { private int secret = 4; int peek() { return secret; } }
            <T extends Comparable<T>> T best(T a, T b) { return a.compareTo(b) > 0 ? a : b; }
            var counter = new AtomicInteger();
            for (var color : Color.values()) counter.addAndGet(color.code());
            List.of(counter, best("a", "b"), new Derived().hi(), new Derived().peek(), Point.origin())
            """);
    assertThat(value).hasToString("[3, b, hi b, 4, Point[x=0, y=0]]");
  }

  @Test
  void topLevelVariablesBehaveAsFields() {
    session.value("int total = 0; int[] a = {1, 2}, b[] = {{3}}; final int fixed = 9;");
    session.value("Stream.of(1, 2, 3).forEach(i -> total += i);");
    assertThat(session.value("total + a[1] + b[0][0]")).isEqualTo(11);
    session.value("Function<Integer, Integer> fact = n -> n < 2 ? 1 : n * fact.apply(n - 1);");
    assertThat(session.value("fact.apply(5)")).isEqualTo(120);
    session.value("class Adder { void add() { total++; } }");
    assertThat(session.value("new Adder().add(); total")).isEqualTo(7);
  }

  @Test
  void varKeepsTypesNobodyCanWrite() {
    session.value("var box = new Object() { int sum = 1; };");
    assertThat(session.value("box.sum += 2")).isEqualTo(3);
    session.value("var mixed = List.of(1, \"a\", 2.0);");
    assertThat(session.value("mixed.get(1)")).isEqualTo("a");
    session.value("var map = new HashMap<String, List<Integer>>(); map.put(\"k\", List.of(7));");
    assertThat(session.value("map.get(\"k\").get(0) + 1")).isEqualTo(8);
  }

  @Test
  void checkedExceptionsNeedNoDeclarationAtTopLevel() {
    var ran = session.run("new FileReader(\"/no/such/file\")");
    assertThat(ran.thrown()).isInstanceOf(java.io.FileNotFoundException.class);
  }

  @Test
  void aCellThatFailsHalfWayKeepsWhatItHadAssigned() {
    var ran = session.run("int before = 1; if (before > 0) throw new Exception(); int after = 2;");
    assertThat(ran.thrown()).isInstanceOf(Exception.class);
    assertThat(session.value("before")).isEqualTo(1);
  }

  @Test
  void whatFollowsAnEndlessLookingStatementIsAccepted() {
    assertThat(session.value("while (true) { break; } for (;;) { if (1 < 2) break; } 3"))
        .isEqualTo(3);
    var ran = session.run("throw new IllegalStateException(); int never = 1;");
    assertThat(ran.thrown()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stackTracesNameTheCellAndItsLine() {
    var ran = session.run("int a = 1;\n\nObject o = null;\no.hashCode();");
    var frame = ran.thrown().getStackTrace()[0];
    assertThat(frame.getFileName()).isEqualTo("Cell 1");
    assertThat(frame.getLineNumber()).isEqualTo(4);
  }

  @Test
  void aVeryLongCellIsNotTooLargeForAMethod() {
    var source = new StringBuilder("long n = 0;\n");
    for (int i = 0; i < 5000; i++) {
      source.append("n += ").append(i).append(" * n + 1;\n");
    }
    session.value(source.append("n = 1;").toString());
    assertThat(session.value("n")).isEqualTo(1L);
  }

  @Test
  void snippetsOfOneCellMeanWhatTheyWouldMeanOneAfterTheOther() {
    assertThat(session.value("int x = 1; x++; String x = \"a\"; x")).isEqualTo("a");
    assertThat(session.value("int m() { return 1; } int a = m(); int m() { return 2; } a + m()"))
        .isEqualTo(3);
    assertThat(session.run("tooEarly(); void tooEarly() {}").errors()).contains("tooEarly");
  }

  @Test
  void sealedTypesOfOneCellSwitchExhaustively() {
    var value =
        session.value(
            """
            sealed interface Shape permits Circle, Square {}
            record Circle(double r) implements Shape {}
            record Square(double s) implements Shape {}
            String name(Shape shape) {
              return switch (shape) { case Circle(var r) -> "c" + r; case Square q -> "s" + q.s(); };
            }
            List.of(name(new Circle(1)), name(new Square(2)))
            """);
    assertThat(value).isEqualTo(List.of("c1.0", "s2.0"));
  }

  @Test
  void anotherClasssPrivateMembersStayPrivate() {
    session.value("class A { private int secret = 1; }");
    assertThat(session.run("new A().secret").errors()).contains("secret has private access in A");
  }

  @Test
  void aMethodMayBeCalledWhatTheGeneratedOneIsCalled() {
    assertThat(
            session.value(
                "int run() { return 7; } var box = new Object() { int n = run(); }; run()"))
        .isEqualTo(7);
    assertThat(session.value("run() + box.n")).isEqualTo(14);
  }
}
