package dev.elara.caller;

import java.util.function.BooleanSupplier;

/** Waits for what a plain thread is about to do, where nothing tells when it has. */
final class Spin {

  private Spin() {}

  static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > 20_000_000_000L) {
        throw new AssertionError("It did not happen within 20 s.");
      }
      Thread.onSpinWait();
    }
  }
}
