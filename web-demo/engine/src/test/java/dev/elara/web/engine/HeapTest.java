package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts as kept: the arrays here only say that they are large. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HeapTest {

  private static final int QUARTER = (int) (Heap.LIMIT / 4);

  private final JvmHost host = new JvmHost();

  private static Object[] quarters(int count) {
    var all = new Object[count];
    for (int i = 0; i < count; i++) {
      all[i] = Heap.took(new byte[1], QUARTER, 1);
    }
    return all;
  }

  private void lookUntilItIsKnown() {
    do {
      Heap.look(host);
    } while (Heap.isInDoubt());
  }

  @Test
  void onlyAProgramThatKeepsMoreThanThereIsRunsOutOfMemory() {
    for (int round = 0; round < 3; round++) {
      Object[] dropped = quarters(3);
      lookUntilItIsKnown();
      assertThat(dropped).hasSize(3);
    }
    Object[] kept = quarters(5);
    try {
      assertThatThrownBy(this::lookUntilItIsKnown).hasMessageContaining("keeps more");
    } finally {
      Reference.reachabilityFence(kept);
    }
  }
}
