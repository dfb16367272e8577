package dev.elara.benchmarks.weaving;

/** Something to measure, with a result that shows that all of it was done. */
public interface Task {

  /** Does it once and returns something that depends on all that was computed. */
  long run();
}
