package dev.elara.benchmarks.cells;

/** A session that runs cells on the calling thread. Not thread-safe. */
interface Cells extends AutoCloseable {

  /** Runs a cell. Blocks until it has ended; returns whether it succeeded. */
  boolean run(String cell);

  @Override
  void close();
}
