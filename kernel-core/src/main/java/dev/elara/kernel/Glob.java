package dev.elara.kernel;

import java.util.function.Predicate;

/** Patterns as SQLite's GLOB has them, without sets: {@code *} is any text, {@code ?} one unit. */
final class Glob {

  private Glob() {}

  /**
   * Tells whether the whole of a text matches {@code pattern}; linear in space, never recursive.
   */
  static Predicate<String> matcher(String pattern) {
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
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
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
}
