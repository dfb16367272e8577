package dev.elara.kernel;

import java.util.function.Predicate;

/**
 * Patterns as SQLite's GLOB has them: {@code *} is any text, {@code ?} one UTF-16 unit, {@code
 * [a-z_]} one of a set, {@code [^a-z]} one that is not in it. A set that is never closed matches
 * nothing.
 */
public final class Glob {

  private Glob() {}

  /**
   * Tells whether the whole of a text matches {@code pattern}. Takes at most the product of both
   * lengths, no memory, and no stack, whatever the pattern.
   */
  public static Predicate<String> matcher(String pattern) {
    return text -> matches(pattern, text);
  }

  /** Greedy with one point of return, the last star: that is enough for globs. */
  private static boolean matches(String pattern, String text) {
    int p = 0;
    int star = -1;
    int retry = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && matchesOne(pattern, p, text.charAt(t))) {
        p = next(pattern, p);
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Whether the part of the pattern at {@code p}, which is no star, stands for {@code unit}. */
  private static boolean matchesOne(String pattern, int p, char unit) {
    return switch (pattern.charAt(p)) {
      case '?' -> true;
      case '[' -> inSet(pattern, p, unit);
      default -> pattern.charAt(p) == unit;
    };
  }

  /** Where the part behind the one at {@code p} begins. */
  private static int next(String pattern, int p) {
    return pattern.charAt(p) == '[' ? endOfSet(pattern, p) + 1 : p + 1;
  }

  private static boolean inSet(String pattern, int open, char unit) {
    int end = endOfSet(pattern, open);
    if (end < 0) {
      return false;
    }
    boolean inverted = pattern.charAt(open + 1) == '^';
    int i = inverted ? open + 2 : open + 1;
    boolean found = false;
    while (i < end) {
      boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
      char last = pattern.charAt(range ? i + 2 : i);
      found |= pattern.charAt(i) <= unit && unit <= last;
      i += range ? 3 : 1;
    }
    return found != inverted;
  }

  /** A bracket that closes stands for itself in the first place of a set. */
  private static int endOfSet(String pattern, int open) {
    int first = pattern.startsWith("^", open + 1) ? open + 2 : open + 1;
    return pattern.indexOf(']', first + 1);
  }
}
