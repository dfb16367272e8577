package dev.elara.java.generated;

import java.util.List;
import java.util.Random;

/** Chance that a seed repeats. Not thread-safe. */
final class Dice {

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** From 0 to {@code bound}, exclusive. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in {@code n} throws. */
  boolean oneIn(int n) {
    return below(n) == 0;
  }

  /** One of these. */
  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** One of these. */
  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[below(choices.length)];
  }
}
