package dev.elara.benchmarks.server;

import java.util.List;
import java.util.Locale;

/** Durations in nanoseconds, as medians and percentiles in milliseconds. */
record Figures(List<Long> sorted) {

  static Figures of(List<Long> nanos) {
    return new Figures(nanos.stream().sorted().toList());
  }

  double percentile(int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
  }

  double median() {
    return percentile(50);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.2f ms, p90 %.2f ms, p99 %.2f ms (%d)",
        median(),
        percentile(90),
        percentile(99),
        sorted.size());
  }
}
