package dev.elara.stress;

import java.lang.management.ManagementFactory;

/** What this process holds now. */
record Machine(long heapBytes, int threads) {

  /** Measured after a collection. Blocks for that long. */
  static Machine now() {
    System.gc();
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new Machine(heap.getUsed(), ManagementFactory.getThreadMXBean().getThreadCount());
  }

  @Override
  public String toString() {
    return "%.1f MB of heap, %d threads".formatted(heapBytes / 1e6, threads);
  }
}
