package dev.elara.java.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java as people write it in notebooks: cells of many kinds and lengths with names and numbers of
 * chance. What a cell uses, it or an earlier one of its notebook has defined; none fails, waits,
 * starts a thread or takes longer than it takes to compile.
 *
 * <p>Equal seeds give equal cells. Not thread-safe.
 */
final class SampleCells {

  /** A cell of so many pieces is a long one. */
  private static final int LONG = 30;

  private static final int CELLS_OF_ONE_NOTEBOOK = 16;

  /** {@code N} stands for a number, {@code V} and {@code T} for a new name and type's name. */
  private static final List<String> PIECES =
      List.of(
          "int V = N;",
          "count = N;",
          "double V = Math.sqrt(N) + N * 0.5;",
          "var V = List.of(N, N, N);",
          "var V = List.of(\"a\", \"b\", \"cN\");",
          "List<Integer> V = new ArrayList<>(List.of(N, N)); V.add(N);",
          "var V = new HashMap<String, List<Integer>>(); V.computeIfAbsent(\"kN\", k -> new ArrayList<>()).add(N);",
          "Map<String, Integer> V = Map.of(\"a\", N, \"b\", N);",
          "var V = Set.of(N, -N);",
          "String V = \"text \" + N + ' ' + (N > 3 ? \"more\" : \"less\");",
          "var V = \"aN,b,c\".split(\",\");",
          "int[] V = {N, N, N};",
          "var V = IntStream.range(0, N).map(i -> i * i).filter(i -> i % 2 == 0).sum();",
          "var V = Stream.of(\"x\", \"yN\").map(String::toUpperCase).collect(Collectors.joining(\",\"));",
          "var V = Stream.of(N, N, N).collect(Collectors.groupingBy(n -> n % 3, Collectors.counting()));",
          "var V = Arrays.asList(N, N).stream().sorted(Comparator.reverseOrder()).toList();",
          "Function<Integer, Integer> V = x -> x + N;",
          "Supplier<String> V = () -> \"sN\".repeat(2);",
          "Optional<String> V = Optional.of(\"oN\").filter(s -> s.length() > 1).map(s -> s + \"!\");",
          "for (int i = 0; i < 3; i++) System.out.println(\"line \" + (i + N));",
          "int V = 0; for (int each : new int[] {N, N}) { V += each; }",
          "long V = 1; while (V < N) V *= 2;",
          "if (N > 10) { System.out.println(\"large\"); } else { System.out.printf(\"%d%n\", N); }",
          "var V = new StringBuilder(); for (char c = 'a'; c < 'e'; c++) V.append(c).append(N);",
          "try { Integer.parseInt(\"x\"); } catch (NumberFormatException e) { System.out.println(e.getMessage()); }",
          "record T(int x, String y) { T { if (x < 0) throw new IllegalArgumentException(y); } int twice() { return 2 * x; } }",
          "record T(double a, double b) {} var V = new T(N, 2).a();",
          "enum T { RED, GREEN; T next() { return values()[(ordinal() + 1) % values().length]; } }",
          "interface T { int of(int n); default int twice(int n) { return of(of(n)); } }",
          "class T { private int n = N; int n() { return n; } void add(int m) { n += m; } @Override public String toString() { return \"T\" + n; } }",
          "sealed interface T permits T.A, T.B { record A(int n) implements T {} record B(String s) implements T {} }",
          "int V(int n) { return n < 2 ? n : n * 2 + N; }",
          "<E extends Comparable<E>> E V(List<E> all) { E best = all.get(0); for (E each : all) { if (each.compareTo(best) > 0) best = each; } return best; }",
          "static double V(double... all) { double sum = 0; for (double each : all) sum += each; return sum / all.length; }",
          "Object V = N; String V2 = switch (V) { case Integer i when i > 5 -> \"big \" + i; case String s -> s; default -> \"other\"; };",
          "var V = switch (N % 3) { case 0 -> \"zero\"; case 1 -> \"one\"; default -> { int m = N; yield \"m\" + m; } };",
          "import java.time.*;",
          "import static java.lang.Math.*;",
          "var V = new int[N % 7 + 2][3]; V[1][2] = N;",
          "BigInteger V = BigInteger.valueOf(N).pow(3).add(BigInteger.ONE);",
          "var V = new PriorityQueue<int[]>((a, b) -> Integer.compare(a[0], b[0])); V.add(new int[] {N, 1});",
          "System.out.println(String.format(\"%05d|%-8s|%.2f\", N, \"ab\", N / 3.0));");

  /** Of things that are there: {@code V} is a name defined before by {@link #BEGINNING}. */
  private static final List<String> LASTS =
      List.of(
          "1 + N",
          "count + N",
          "count * N - 3",
          "name.length() + N",
          "names",
          "numbers.stream().mapToInt(i -> i).sum()",
          "numbers.get(0) + count",
          "ages.getOrDefault(\"bob\", N)",
          "name.toUpperCase() + N",
          "point.x() + point.y()",
          "square(N)",
          "new Point(N, count)",
          "names.stream().map(s -> s + N).toList()",
          "Math.max(count, N)",
          "\"\"\"\n    text N\n    \"\"\"",
          "count > N && !name.isEmpty()");

  private static final List<String> BEGINNING =
      List.of(
          "int count = N;",
          "String name = \"nameN\";",
          "var names = new ArrayList<>(List.of(\"ann\", \"bob\"));",
          "List<Integer> numbers = List.of(N, N, N, N);",
          "Map<String, Integer> ages = new TreeMap<>(Map.of(\"ann\", N, \"bob\", N));",
          "record Point(int x, int y) { double length() { return Math.hypot(x, y); } }",
          "var point = new Point(N, N);",
          "int square(int n) { return n * n; }");

  private static final Pattern HOLE = Pattern.compile("\\b[NVT](?=\\b|2\\b)|(?<=[a-z ])N(?=\\b)");

  private final Random random;
  private int names;
  private int notebooks;

  SampleCells(long seed) {
    random = new Random(seed);
  }

  /** The cells of one more notebook, in their order; the first notebooks have no long cells. */
  List<String> notebook() {
    notebooks++;
    List<String> cells = new ArrayList<>();
    cells.add(String.join("\n", BEGINNING.stream().map(this::filled).toList()));
    for (int i = 1; i < CELLS_OF_ONE_NOTEBOOK; i++) {
      cells.add(cell());
    }
    return cells;
  }

  private String cell() {
    int kind = random.nextInt(8);
    if (kind < 4) {
      return filled(one(LASTS));
    }
    int most = Math.min(LONG, 2 * notebooks);
    int pieces = kind == 7 ? most : 1 + random.nextInt(Math.min(5, most));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      lines.add(filled(one(PIECES)));
    }
    if (kind > 5) {
      lines.add(filled(one(LASTS)));
    }
    return String.join("\n", lines);
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String filled(String piece) {
    String fresh = Integer.toString(++names);
    return HOLE.matcher(piece)
        .replaceAll(hole ->
            Matcher.quoteReplacement(
                switch (hole.group()) {
                  case "N" -> Integer.toString(1 + random.nextInt(100));
                  case "V" -> "v" + fresh;
                  default -> "T" + fresh;
                }));
  }
}
