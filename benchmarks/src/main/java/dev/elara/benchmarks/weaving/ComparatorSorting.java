package dev.elara.benchmarks.weaving;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The JDK's sort, which calls a small lambda for each comparison. */
final class ComparatorSorting implements Task {

  private record Point(int x, int y) {}

  private final List<Point> points =
      new Random(7).ints(20_000).mapToObj(n -> new Point(n % 1000, n)).toList();

  @Override
  public long run() {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(
        (p, q) -> p.x() != q.x() ? Integer.compare(p.x(), q.x()) : Integer.compare(p.y(), q.y()));
    return sorted.get(sorted.size() / 2).y();
  }
}
