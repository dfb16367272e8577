package dev.elara.java.cell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Cells whose calls are hard to resolve, and what comes of them, as a program. */
final class ResolvedCells {

  private static final List<String> CELLS =
      List.of(
          "import static java.lang.Math.max; int max(int a, int b, int c) { return max(a, max(b, c)); }",
          "class Outer { void f(int a) {} class Inner { void f() {} void g() { f(1); } } }",
          "class Base { int f(int a) { return 1; } } class Sub extends Base { int f() { return f(1); } }",
          "int f(int... all) { return all.length; } int f(int a) { return -1; }",
          "f() + f(1) + f(1, 2)",
          "String g(Object o) { return \"o\"; } String g(String s) { return \"s\"; }",
          "String h(long n) { return \"long\"; } String h(Integer n) { return \"Integer\"; }",
          "g(null) + h(1) + g(2)",
          "g(1, 2)",
          "g()",
          "h(\"text\")",
          "List.of(1, 2).of()",
          "List.of(1, \"a\", 2.0, 'c', 5L, 6f, (short) 7, (byte) 8, true, null, 11, 12)",
          "List<String> wrong = List.of(1, 2);",
          "Map.of(1)",
          "Integer.valueOf(1, 2, 3)",
          "new String(1, 2, 3, 4, 5)",
          "new ArrayList<>(1, 2)",
          "var list = new ArrayList<>(List.of(3, 1)); list.sort((a, b, c) -> 0);",
          "Stream.of(1, 2).map(String::valueOf).toList()",
          "Stream.of(\"a\").map(Integer::parseInt, 1)",
          "Stream.of(1).collect(Collectors.toMap(n -> n))",
          "Comparator<String> c = Comparator.comparing(String::length, 1, 2);",
          "class P { private void hidden(int a) {} private void hidden() {} } class Q extends P { void q() { hidden(1); hidden(); } }",
          "interface A { default int m(int a) { return a; } } interface B { int m(); } class AB implements A, B { public int m() { return m(4); } }",
          "new AB().m(1, 2)",
          "enum E { X(1), Y; E(int n) {} }",
          "record R(int a) { R { } R(String s) { this(1, s); } }",
          "<T extends Integer> int unboxed(T t) { int i = t; return i + t; }",
          "unboxed(3) + new ArrayList<>(List.of(4)).get(0)",
          "Character ch = 'x'; int code = ch; Object o = code; long wide = ch + code;",
          "Byte small = 3; Short medium = 4; Long large = 5; Double real = 1;",
          "Object[] boxes = {1, 2L, 3f, 4d, 'c', (byte) 1, (short) 2, true};",
          "void nothing() {} Object v = nothing();",
          "nobody(1)",
          "\"text\".substring()",
          "String.format()",
          "Math.max(1)");

  private ResolvedCells() {}

  /** Prints {@link #outcome}. */
  public static void main(String[] arguments) {
    System.out.println(InJavac.isOpen());
    System.out.println(outcome());
  }

  /** The class files and errors of all cells, one after the other in one session. */
  static String outcome() {
    var compiler = new JavacCellCompiler(CompilerSettings.of(List.of()));
    return CELLS.stream()
        .map(source -> {
          var cell = compiler.compile(compiler.main(), "Cell", source);
          var classes = cell.classes().stream().map(each -> Arrays.hashCode(each.bytes())).toList();
          return source + "\n" + cell.problems() + "\n" + classes;
        })
        .collect(Collectors.joining("\n"));
  }
}
