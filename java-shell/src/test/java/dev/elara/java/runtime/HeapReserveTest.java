package dev.elara.java.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapReserveTest {

  private static final long LIMIT = 12_000_000;
  private static final long SIZE = LIMIT / 8;

  private final AtomicLong used = new AtomicLong();
  private final HeapReserve reserve = new HeapReserve(LIMIT, used::get);

  @Test
  void aSmallKernelKeepsNone() {
    used.set(LIMIT / 4);
    assertFalse(reserve.look());
    assertFalse(reserve.isHeld());
  }

  @Test
  void oneIsTakenWhileThereIsRoom() {
    used.set(LIMIT / 4 + 1);
    assertFalse(reserve.look());
    assertTrue(reserve.isHeld());
  }

  @Test
  void noneIsTakenOfTheLastMemory() {
    used.set(LIMIT - 2 * SIZE);
    assertFalse(reserve.look());
    assertFalse(reserve.isHeld());
  }

  @Test
  void theHeapIsFullWhenLessIsFreeThanIsHeld() {
    used.set(LIMIT / 2);
    reserve.look();
    used.set(LIMIT - SIZE);
    assertFalse(reserve.look());
    used.set(LIMIT - SIZE + 1);
    assertTrue(reserve.look());
  }

  @Test
  void whatWasGivenFreeIsTakenAgainWhenThereIsRoom() {
    used.set(LIMIT / 2);
    reserve.look();
    reserve.release();
    used.set(LIMIT - SIZE);
    assertFalse(reserve.look());
    assertFalse(reserve.isHeld());
    used.set(LIMIT / 2);
    reserve.look();
    assertTrue(reserve.isHeld());
  }
}
