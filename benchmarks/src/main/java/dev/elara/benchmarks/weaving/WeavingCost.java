package dev.elara.benchmarks.weaving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures what weaving costs, in many processes, because the just-in-time compiler decides anew in
 * each. Prints for each task how long the woven one takes of the time of the other.
 *
 * <p>Arguments: {@code --forks N}, {@code --rounds N}, names of tasks.
 */
public final class WeavingCost {

  private static final List<String> TASKS =
      List.of(
          "MatrixProduct",
          "VectorSum",
          "Sorting",
          "ComparatorSorting",
          "StringBuilding",
          "Recursion",
          "Shapes");

  private WeavingCost() {}

  /** Runs it. Takes about 3 s a fork and task. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int forks = 10;
    int rounds = 200;
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--forks" -> forks = Integer.parseInt(arguments[++i]);
        case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
        default -> tasks.add(arguments[i]);
      }
    }
    System.out.printf(
        "%-18s %10s %8s %8s %8s%n", "task", "µs a run", "lowest", "median", "highest");
    for (String task : tasks.isEmpty() ? TASKS : tasks) {
      measure(task, forks, rounds);
    }
  }

  private static void measure(String task, int forks, int rounds)
      throws IOException, InterruptedException {
    List<Double> ratios = new ArrayList<>();
    double micros = Double.MAX_VALUE;
    for (int fork = 0; fork < forks; fork++) {
      String[] said = fork(task, fork % 2 == 0, rounds).split(" ", -1);
      micros = Math.min(micros, Double.parseDouble(said[0]) / 1000);
      ratios.add(Double.parseDouble(said[1]));
    }
    Collections.sort(ratios);
    System.out.printf(
        "%-18s %10.0f %8.3f %8.3f %8.3f%n",
        task, micros, ratios.getFirst(), median(ratios), ratios.getLast());
  }

  private static double median(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static String fork(String task, boolean wovenFirst, int rounds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Fork.class.getName(),
                task,
                String.valueOf(wovenFirst),
                String.valueOf(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The process that measured " + task + " failed.");
    }
    return said.strip();
  }
}
