package dev.elara.web.library;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Randomness where there is no security provider. */
public final class Randoms {

  private Randoms() {}

  /** In place of {@link UUID#randomUUID}: unique, but not meant to be secret. */
  public static UUID uuid() {
    var random = ThreadLocalRandom.current();
    long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
