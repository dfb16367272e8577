package dev.elara.web.platform;

import java.util.ArrayDeque;

/**
 * Strands that are to go on, in order. They run from the event loop in slices, so that the page and
 * its messages get their turn.
 */
final class Wakeups {

  private static final double SLICE_MILLIS = 8;
  private static final int CLOCK_EVERY = 64;
  private static final ArrayDeque<BrowserParker> WAITING = new ArrayDeque<>();
  private static boolean scheduled;
  private static boolean running;

  private Wakeups() {}

  static void add(BrowserParker parker) {
    WAITING.add(parker);
    schedule();
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
    double end = Clock.millis() + SLICE_MILLIS;
    int count = 0;
    try {
      BrowserParker next = WAITING.poll();
      while (next != null) {
        next.goOn();
        count++;
        boolean over = count % CLOCK_EVERY == 0 && Clock.millis() > end;
        next = over ? null : WAITING.poll();
      }
    } finally {
      running = false;
    }
    if (!WAITING.isEmpty()) {
      schedule();
    }
  }
}
