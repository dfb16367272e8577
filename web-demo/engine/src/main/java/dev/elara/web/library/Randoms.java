package dev.elara.web.library;

import java.security.SecureRandom;
import java.util.UUID;

/** Randomness that the browser gives. */
public final class Randoms {

  private Randoms() {}

  /** In place of {@link UUID#randomUUID}. */
  public static UUID uuid() {
    byte[] bytes = bytes(16);
    long high = 0;
    long low = 0;
    for (int at = 0; at < 8; at++) {
      high = high << 8 | (bytes[at] & 0xff);
      low = low << 8 | (bytes[at + 8] & 0xff);
    }
    return new UUID(
        (high & 0xffffffffffff0fffL) | 0x4000, (low & 0x3fffffffffffffffL) | 0x8000000000000000L);
  }

  /** In place of {@link SecureRandom#nextBytes}. */
  public static void fill(SecureRandom random, byte[] target) {
    System.arraycopy(bytes(target.length), 0, target, 0, target.length);
  }

  /** In place of {@link SecureRandom#generateSeed}. */
  public static byte[] seed(SecureRandom random, int count) {
    return bytes(count);
  }

  private static native byte[] bytes(int count);
}
