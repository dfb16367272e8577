package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.java.namespace.Definition;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NamesTest {

  /** Where the classes of this module are. */
  private static final Path CODE =
      Path.of(
          URI.create(Problem.class.getProtectionDomain().getCodeSource().getLocation().toString()));

  private final CellSession session = new CellSession();

  @Test
  void aUsersClassWinsOverAnImportAndALaterImportOverTheClass() {
    assertThat(session.value("class List {} new List().getClass().getSimpleName()"))
        .isEqualTo("List");
    session.value("import java.util.List;");
    assertThat(session.value("List.of(1).size()")).isEqualTo(1);
  }

  @Test
  void importsLastStaticStarAndModuleOnesToo() {
    session.value("import java.util.concurrent.atomic.*; import static java.lang.Math.max;");
    session.value("import static java.util.stream.Collectors.*; import module java.sql;");
    assertThat(session.value("new AtomicInteger(max(1, 2)).get()")).isEqualTo(2);
    assertThat(session.value("Stream.of(1, 2).collect(toList())")).isEqualTo(List.of(1, 2));
    assertThat(session.value("new Timestamp(0).getTime()")).isEqualTo(0L);
  }

  @Test
  void aUsersMethodWinsOverAnEarlierStaticImport() {
    session.value("import static java.lang.Math.max;");
    session.value("int max(int a, int b) { return -1; }");
    assertThat(session.value("max(1, 2)")).isEqualTo(-1);
    session.value("import static java.lang.Math.max;");
    assertThat(session.value("max(1, 2)")).isEqualTo(2);
  }

  @Test
  void anImportOfNothingIsAnErrorAndForgotten() {
    assertThat(session.run("import java.foo.Bar;").errors()).contains("package java.foo");
    assertThat(session.value("1")).isEqualTo(1);
  }

  @Test
  void namesAreListedWithTheirTypes() {
    session.value("int x = 1; var list = new ArrayList<String>(); record P(int a) {}");
    session.value("int sum(int a, List<String> b) { return a; }");
    assertThat(session.namespace().names())
        .extracting(Definition::declaration)
        .containsExactly(
            "int x", "ArrayList<String> list", "record P", "int sum(int a, List<String> b)");
    assertThat(session.namespace().names().getLast().text())
        .isEqualTo("int sum(int a, List<String> b) { return a; }");
  }

  @Test
  void droppedNamesAreGone() {
    session.value("int x = 1;");
    assertThat(session.namespace().drop("x")).isTrue();
    assertThat(session.namespace().drop("x")).isFalse();
    assertThat(session.run("x").errors()).contains("variable x");
  }

  @Test
  void aLayerSeesTheNamesBelowAndShadowsThemAlone() {
    session.value("int x = 1; int f() { return x; }");
    var layer = session.namespace().layer("sub");
    assertThat(session.run(layer, "x + f()").value()).isEqualTo(2);
    session.run(layer, "int x = 10; String only = \"here\";");
    assertThat(session.run(layer, "x").value()).isEqualTo(10);
    assertThat(session.value("x")).isEqualTo(1);
    assertThat(session.run("only").errors()).contains("variable only");
    session.value("int later = 5;");
    assertThat(session.run(layer, "later + f()").value()).isEqualTo(6);
  }

  @Test
  void aRedefinitionBelowReachesTheMethodsOfALayer() {
    session.value("int f() { return 1; }");
    var layer = session.namespace().layer("sub");
    session.run(layer, "int g() { return f() * 10; }");
    session.value("int f() { return 2; }");
    assertThat(session.run(layer, "g()").value()).isEqualTo(20);
  }

  @Test
  void classPathEntriesMayBeAddedLater() {
    var compiler = new JavacCellCompiler(CompilerSettings.of(List.of()));
    var fresh = new CellSession(compiler);
    fresh.value(
        "var box = new Object() { int n = 3; }; record Kept(int v) {} var k = new Kept(4);");
    assertThat(fresh.run("dev.elara.java.cell.Problem p = null;").errors()).isNotEmpty();
    compiler.addToClassPath(List.of(CODE));
    fresh.value("dev.elara.java.cell.Problem p = null;");
    assertThat(fresh.value("box.n + k.v()")).isEqualTo(7);
  }
}
