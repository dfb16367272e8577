package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.java.cell.ClassFile;
import dev.elara.java.cell.CompiledCell;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class WeaverTest {

  private final CellClasses cells = new CellClasses();

  /** Loads classes as they are given, each through a transformation. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> files;

    Loader(CompiledCell cell, Function<byte[], byte[]> transformation) {
      super(WeaverTest.class.getClassLoader());
      files =
          cell.classes().stream()
              .collect(
                  Collectors.toMap(
                      ClassFile::binaryName, file -> transformation.apply(file.bytes())));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = files.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private static Object result(CompiledCell cell, Function<byte[], byte[]> transformation)
      throws ReflectiveOperationException {
    Class<?> type =
        Class.forName(cell.entries().getFirst(), true, new Loader(cell, transformation));
    var run = type.getDeclaredMethod("run");
    run.setAccessible(true);
    return run.invoke(null);
  }

  private static byte[] woven(byte[] original) {
    return Weaver.ofCells().weave(original, name -> true, name -> {});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int s = 0; while (s < 10) s++; return s;",
        "int s = 0; do { s += 2; } while (s < 9); return s;",
        "int s = 0; for (int i = 0; i < 5; i++) for (int j = i; j > 0; j--) s += j; return s;",
        "int s = 0; a: for (int i = 0; ; i++) { for (int j = 0; j < 9; j++) { if (j == i) continue"
            + " a; if (i > 5) break a; s++; } } return s;",
        "int s = 0; for (int x : new int[] {1, 2, 3}) s += x; for (int x : List.of(4, 5)) s *= x;"
            + " return s;",
        "int state = 0, n = 0; while (true) switch (state) { case 0: state = 2; continue; case 2:"
            + " if (n++ < 4) continue; state = 9; continue; default: return n; }",
        "int state = 0, n = 0; while (true) switch (state) { case 0: state = 200; continue; case"
            + " 200: if (n++ < 4) continue; state = 9000; continue; default: return n; }",
        "String r = \"\"; for (String s : List.of(\"a\", \"b\")) r += switch (s) { case \"a\" -> 1;"
            + " case \"b\" -> { int y = 0; while (y < 3) y++; yield y; } default -> 0; }; return r;",
        "Object o = List.of(1); return switch (o) { case String s when s.length() > 1 -> s; case"
            + " List<?> l -> l.size(); default -> -1; };",
        "int n = 0; for (int i = 0; i < 3; i++) { try { if (i == 1) throw new RuntimeException();"
            + " n += 1; } catch (RuntimeException e) { n += 10; } finally { n += 100; } } return n;",
        "int n = 0; while (true) { try { if (n > 3) return n; } finally { n++; } }",
        "class A { int x; A(int x) { super(); this.x = x; for (int i = 0; i < 3; i++) this.x++; }"
            + " A() { this(4); } } return new A().x;",
        "Function<Integer, Integer> f = x -> { int s = 0; while (s < x) s++; return s; };"
            + " return f.andThen(f).apply(6);",
        "IntUnaryOperator f = Math::abs; return f.applyAsInt(-3);",
        "record P(int a, long b) { P { for (int i = 0; i < 2; i++) a++; } } return new P(1, 2L);",
        "enum E { X { int v() { return 3; } }; int v() { return 2; } } return E.X.v();",
        "long a = 1; double d = 2; for (long i = 0; i < 4; i++) { a += i; d *= a; } return a + d;",
        "StringBuilder b = new StringBuilder(); synchronized (b) { for (char c = 'a'; c < 'e'; c++)"
            + " b.append(c); } return b.toString();",
        "class It implements Iterable<Integer> { public Iterator<Integer> iterator() { return"
            + " List.of(1, 2).iterator(); } } int s = 0; for (int x : new It()) s += x; return s;",
        "Object o = 5; if (o instanceof Integer i && i > 3) { while (i < 9) i++; return i; }"
            + " return null;",
        "return \"\" + new ArrayList<>(List.of(3, 1, 2)) {{ sort(null); }};",
        "char[] c = {'x'}; for (; c[0] < 'z'; c[0]++); return c[0] + (c.length > 0 ? \"!\" : \"\");",
      })
  void wovenCodeComputesWhatUnwovenCodeDoes(String body) throws Exception {
    var cell = cells.code("Cell 1", "W", body);
    assertThat(String.valueOf(result(cell, WeaverTest::woven)))
        .isEqualTo(String.valueOf(result(cell, bytes -> bytes)));
  }

  @Test
  void everyMethodAndEveryLoopGetsACheckButNoConstructorThatDoesNothing() {
    var cell =
        cells.cell(
            "Cell 1",
            "W",
            "static int f() { return 1; } static int g(int n) { while (n > 0) n--; return n; }");
    assertThat(checks(cell, "f")).isEqualTo(1);
    assertThat(checks(cell, "g")).isEqualTo(2);
    assertThat(checks(cell, "<init>")).isZero();
    var field = cells.cell("Cell 2", "W", "int n = 1;");
    assertThat(checks(field, "<init>")).isEqualTo(1);
  }

  private static long checks(CompiledCell cell, String method) {
    ClassModel woven =
        java.lang.classfile.ClassFile.of().parse(woven(cell.classes().getFirst().bytes()));
    return woven.methods().stream()
        .filter(each -> each.methodName().equalsString(method))
        .flatMap(each -> each.code().orElseThrow().elementStream())
        .filter(element ->
            element instanceof java.lang.classfile.instruction.InvokeInstruction call
                && call.owner().asInternalName().endsWith("StopCheck"))
        .count();
  }

  @Test
  void aMethodWithoutRoomForChecksStillRuns() throws Exception {
    // 65,470 bytes of code of 65,535: checks for forty loops do not fit any more.
    String body =
        "int n = 1; int[] a = new int[9];"
            + " a[3] += n; n++;".repeat(6505)
            + " while (n > 0) n--;".repeat(40)
            + " return n;";
    var cell = cells.code("Cell 1", "W", body);
    assertThat(checks(cell, "run")).isZero();
    assertThat(result(cell, WeaverTest::woven)).isEqualTo(0);
  }

  @Test
  void whatIsNotPrivateBecomesPublic() throws Exception {
    var cell =
        cells.cell(
            "Cell 1",
            "W",
            "int a; private int b; protected void m() {} private static class C {} static class D {"
                + " D() {} }");
    Loader loader = new Loader(cell, WeaverTest::woven);
    Class<?> type = loader.loadClass(CompiledCell.PACKAGE + ".W");
    assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(type.getDeclaredField("a").getModifiers())).isTrue();
    assertThat(Modifier.isPrivate(type.getDeclaredField("b").getModifiers())).isTrue();
    assertThat(Modifier.isPublic(type.getDeclaredMethod("m").getModifiers())).isTrue();
    Class<?> nested = loader.loadClass(CompiledCell.PACKAGE + ".W$D");
    assertThat(Modifier.isPublic(nested.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(nested.getDeclaredConstructor().getModifiers())).isTrue();
  }

  @Test
  void aSealedTypeStaysSealedUnlessAPermittedOneComesFromAnotherCell() throws Exception {
    var cell =
        cells.cell("Cell 1", "W", "sealed interface S permits A {} record A() implements S {}");
    var whole = new Loader(cell, WeaverTest::woven);
    assertThat(whole.loadClass(CompiledCell.PACKAGE + ".W$S").isSealed()).isTrue();
    var apart = new Loader(cell, bytes -> Weaver.ofCells().weave(bytes, name -> false, name -> {}));
    assertThat(apart.loadClass(CompiledCell.PACKAGE + ".W$S").isSealed()).isFalse();
  }

  /** Where the code of {@link LineProbe} reports to. */
  public static final List<Integer> LINES = new ArrayList<>();

  /** Called by woven code. */
  public static void line(int line) {
    LINES.add(line);
  }

  /** What a debugger would weave in. */
  private static final class LineProbe implements Probe {
    @Override
    public void line(MethodModel method, int line, CodeBuilder code) {
      if (method.methodName().equalsString("run")) {
        code.loadConstant(line)
            .invokestatic(
                ClassDesc.of(WeaverTest.class.getName()),
                "line",
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
      }
    }
  }

  @Test
  void aProbeCanBePutAtEachLine() throws Exception {
    LINES.clear();
    var cell = cells.code("Cell 1", "W", "int a = 1;\nint b = 2;\nreturn a +\n b;");
    var weaver = new Weaver(List.of(new LineProbe(), new StopProbe()));
    assertThat(result(cell, bytes -> weaver.weave(bytes, name -> true, name -> {}))).isEqualTo(3);
    assertThat(LINES).startsWith(1, 2, 3);
  }

  @Test
  void theClassesOfCellsAClassRefersToAreTold() {
    cells.cell("Cell 1", "First", "static int x = 1;");
    var cell = cells.code("Cell 2", "Second", "return First.x;");
    List<String> used = new ArrayList<>();
    Weaver.ofCells().weave(cell.classes().getFirst().bytes(), name -> true, used::add);
    assertThat(used)
        .containsExactlyInAnyOrder(
            CompiledCell.PACKAGE + ".First", CompiledCell.PACKAGE + ".Second");
  }
}
