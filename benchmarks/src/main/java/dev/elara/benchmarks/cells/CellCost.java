package dev.elara.benchmarks.cells;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures the CPU time of the thread that runs a cell, in Elara and in JShell, in turns in one
 * process: {@code x = 1} in sessions of more and more names, a cell of 30 statements, a cell that
 * does not compile. Medians; the garbage collector's and just-in-time compiler's threads are left
 * out for both.
 *
 * <p>Arguments: the numbers of names; 10, 100, 500 and 2,000 without any.
 */
public final class CellCost {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 60;

  private static final String THIRTY =
      IntStream.range(0, 30)
          .mapToObj(i -> "int s" + i + " = " + (i == 0 ? "1" : "s" + (i - 1) + " + " + i) + ";")
          .collect(Collectors.joining("\n"));

  private static final String WRONG = "int wrong = \"text\".length() + nothing;";

  private CellCost() {}

  /** Runs it. Takes about a minute, most of it JShell's with 2,000 names. */
  public static void main(String[] arguments) {
    List<Integer> sizes =
        arguments.length == 0
            ? List.of(10, 100, 500, 2_000)
            : Arrays.stream(arguments).map(Integer::valueOf).toList();
    System.out.printf("%-28s %12s %12s %8s%n", "cell", "Elara, ms", "JShell, ms", "ratio");
    try (Cells elara = new ElaraCells();
        Cells jshell = new JShellCells()) {
      for (int i = 0; i < WARM_UP; i++) {
        warmUp(elara, i);
        warmUp(jshell, i);
      }
    }
    for (int size : sizes) {
      try (Cells elara = new ElaraCells();
          Cells jshell = new JShellCells()) {
        for (int i = 1; i < size; i++) {
          String cell = "int v" + i + " = " + i + ";";
          elara.run(cell);
          jshell.run(cell);
        }
        elara.run("int x = 0;");
        jshell.run("int x = 0;");
        row("x = 1 with " + size + " names", elara, jshell, "x = 1", ROUNDS);
      }
    }
    try (Cells elara = new ElaraCells();
        Cells jshell = new JShellCells()) {
      row("30 statements", elara, jshell, THIRTY, ROUNDS / 3);
      row("an error", elara, jshell, WRONG, ROUNDS);
    }
  }

  private static void warmUp(Cells cells, int i) {
    cells.run("int w" + i % 20 + " = " + i + ";");
    cells.run("w" + i % 20 + " + 1");
    if (i % 10 == 0) {
      cells.run(THIRTY);
      cells.run(WRONG);
    }
  }

  private static void row(String what, Cells elara, Cells jshell, String cell, int rounds) {
    long[] ours = new long[rounds];
    long[] theirs = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      ours[i] = nanos(elara, cell);
      theirs[i] = nanos(jshell, cell);
    }
    double a = millis(ours);
    double b = millis(theirs);
    System.out.printf("%-28s %12.2f %12.2f %8.1f%n", what, a, b, b / a);
  }

  private static long nanos(Cells cells, String cell) {
    long start = THREADS.getCurrentThreadCpuTime();
    cells.run(cell);
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  private static double millis(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1e6;
  }
}
