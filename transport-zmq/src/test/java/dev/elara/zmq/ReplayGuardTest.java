package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayGuardTest {

  private final ReplayGuard guard = new ReplayGuard();

  @Test
  void aSignatureIsAdmittedOnce() {
    assertThat(guard.admit(signature(1))).isTrue();
    assertThat(guard.admit(signature(2))).isTrue();
    assertThat(guard.admit(signature(1))).isFalse();
  }

  @Test
  void theLast65536AreKept() {
    for (int i = 0; i < ReplayGuard.CAPACITY; i++) {
      assertThat(guard.admit(signature(i))).isTrue();
    }
    assertThat(guard.admit(signature(0))).isFalse();
  }

  @Test
  void whenFullTheOldestTenthIsForgotten() {
    int tenth = ReplayGuard.CAPACITY / 10;
    for (int i = 0; i <= ReplayGuard.CAPACITY; i++) {
      guard.admit(signature(i));
    }
    assertThat(guard.admit(signature(tenth))).isFalse();
    assertThat(guard.admit(signature(tenth - 1))).isTrue();
  }

  private static byte[] signature(int i) {
    return ("signature" + i).getBytes(US_ASCII);
  }
}
