package dev.elara.web.platform;

import java.util.ArrayDeque;

/**
 * Strands that are to go on, in order. They run from the event loop in slices, so that the page and
 * its messages get their turn.
 */
final class Wakeups {

  private static final double SLICE_MILLIS = 5;
  private static final ArrayDeque<BrowserParker> WAITING = new ArrayDeque<>();
  private static boolean scheduled;
  private static boolean running;
  private static double sliceEnd;

  private Wakeups() {}

  static void add(BrowserParker parker) {
    WAITING.add(parker);
    schedule();
  }

  /** Whether any strand is to go on. */
  static boolean anyWaits() {
    return !WAITING.isEmpty();
  }

  /** Whether the strand that is running has taken so long that the page must get its turn. */
  static boolean overdue() {
    return Clock.millis() > sliceEnd;
  }

  private static void schedule() {
    if (!scheduled && !running) {
      scheduled = true;
      Macrotasks.add(Wakeups::run);
    }
  }

  private static void run() {
    scheduled = false;
    running = true;
    sliceEnd = Clock.millis() + SLICE_MILLIS;
    try {
      BrowserParker next = WAITING.poll();
      while (next != null) {
        next.goOn();
        next = overdue() ? null : WAITING.poll();
      }
    } finally {
      running = false;
    }
    if (!WAITING.isEmpty()) {
      schedule();
    }
  }
}
