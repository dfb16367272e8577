package dev.elara.web.engine;

/** The targets of a switch instruction. */
sealed interface SwitchTable {

  int target(int key);

  /** Consecutive keys from {@code low}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Dense(int low, int[] targets, int otherwise) implements SwitchTable {
    @Override
    public int target(int key) {
      int index = key - low;
      return key < low || index < 0 || index >= targets.length ? otherwise : targets[index];
    }
  }

  /** Sorted keys. */
  @SuppressWarnings("ArrayRecordComponent")
  record Sparse(int[] keys, int[] targets, int otherwise) implements SwitchTable {
    @Override
    public int target(int key) {
      int low = 0;
      int high = keys.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (keys[middle] == key) {
          return targets[middle];
        }
        if (keys[middle] < key) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return otherwise;
    }
  }
}
