package dev.elara.benchmarks.weaving;

import java.util.Random;

/** A quicksort as one writes it: loops of a few instructions, and recursion. */
final class Sorting implements Task {

  private final int[] data = new Random(7).ints(20_000).toArray();

  private static void sort(int[] a, int low, int high) {
    if (low >= high) {
      return;
    }
    int pivot = a[(low + high) >>> 1];
    int i = low;
    int j = high;
    while (i <= j) {
      while (a[i] < pivot) {
        i++;
      }
      while (a[j] > pivot) {
        j--;
      }
      if (i <= j) {
        int kept = a[i];
        a[i++] = a[j];
        a[j--] = kept;
      }
    }
    sort(a, low, j);
    sort(a, i, high);
  }

  @Override
  public long run() {
    int[] sorted = data.clone();
    sort(sorted, 0, sorted.length - 1);
    return sorted[sorted.length / 2];
  }
}
