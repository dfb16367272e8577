package dev.elara.benchmarks.cells;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Runs many cells in one session, half of them redefinitions of 100 names, and prints after each
 * tenth what the heap and the metaspace hold after a collection and what a cell cost. Last come the
 * times of the first warm 100 cells and of the last 100.
 *
 * <p>Argument: how many cells; 10,000 without.
 */
public final class CellSoak {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int NAMES = 100;

  /** Cells before the first that count as warm. */
  private static final int WARM = 1_000;

  private CellSoak() {}

  /** Runs it. 10,000 cells take about half a minute. */
  public static void main(String[] arguments) {
    int cells = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
    int step = Math.max(1, cells / 10);
    long[] nanos = new long[cells];
    System.out.printf(
        "%8s %10s %14s %10s %16s%n",
        "cells", "heap, MB", "metaspace, MB", "classes", "CPU a cell, ms");
    try (Cells session = new ElaraCells()) {
      for (int i = 0; i < cells; i++) {
        String cell = cell(i);
        long start = THREADS.getCurrentThreadCpuTime();
        if (!session.run(cell)) {
          throw new IllegalStateException("This cell failed: " + cell);
        }
        nanos[i] = THREADS.getCurrentThreadCpuTime() - start;
        if ((i + 1) % step == 0) {
          report(i + 1, Arrays.copyOfRange(nanos, i + 1 - step, i + 1));
        }
      }
    }
    int warm = Math.min(WARM, cells / 2);
    double first = millis(Arrays.copyOfRange(nanos, warm, warm + 100));
    double last = millis(Arrays.copyOfRange(nanos, cells - 100, cells));
    System.out.printf(
        "First warm 100 cells %.2f ms a cell, last 100 %.2f ms: %.2f times.%n",
        first, last, last / first);
  }

  /**
   * Redefinitions and uses in turn, of every kind of definition, the same again after 200 cells.
   */
  private static String cell(int i) {
    int n = i / 2 % NAMES;
    String next = String.valueOf((i / 2 + 1) % NAMES);
    if (i % 2 == 0) {
      return switch (n % 5) {
        case 0 -> "int v" + n + " = " + i + ";";
        case 1 -> "int m" + n + "(int a) { return a * " + i + " + 1; }";
        case 2 -> "record R" + n + "(int a, String b) { int sum() { return a + " + i + "; } }";
        case 3 -> "class C" + n + " { int f = " + i + "; int g() { return f; } }";
        default -> "Function<Integer, Integer> f" + n + " = a -> a + " + i + ";";
      };
    }
    return switch (n % 5) {
      case 0 -> "v" + n + " += 2; v" + n;
      case 1 -> "m" + n + "(3)";
      case 2 -> "new R" + n + "(1, \"x\").sum()";
      case 3 ->
          "for (int i = 0; i < 3; i++) System.out.println(new C" + n + "().g() + " + next + ");";
      default -> "Stream.of(1, 2, 3).map(f" + n + ").toList()";
    };
  }

  private static void report(int cells, long[] nanos) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    double metaspace = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        metaspace = pool.getUsage().getUsed() / 1e6;
      }
    }
    System.out.printf(
        "%,8d %10.1f %14.1f %,10d %16.2f%n",
        cells,
        heap,
        metaspace,
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        millis(nanos));
  }

  private static double millis(long[] nanos) {
    return Arrays.stream(nanos).average().orElse(0) / 1e6;
  }
}
