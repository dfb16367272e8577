package dev.elara.caller;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * Which functions ended without waiting whenever one waited for them, and often enough to rely on
 * it. One caller's; guarded by its scheduler's guard. Does not keep classes from being unloaded.
 */
final class Habits {

  private static final class Seen {
    int times;
    boolean waited;
  }

  private static final int ENOUGH = 16;

  private final Map<Class<?>, Seen> functions = new WeakHashMap<>();

  /** Whether functions of that class may be relied on. */
  boolean neverWaits(Class<?> function) {
    Seen seen = functions.get(function);
    return seen != null && !seen.waited && seen.times >= ENOUGH;
  }

  /** A function that somebody waited for has ended, having waited itself or not. */
  void ended(Class<?> function, boolean waited) {
    Seen seen = functions.computeIfAbsent(function, key -> new Seen());
    seen.waited |= waited;
    seen.times = Math.min(seen.times + 1, ENOUGH);
  }
}
