package dev.elara.web.platform;

import org.jspecify.annotations.Nullable;

/** What belongs to the strand that is running. There is one thread, so plain fields do. */
final class Slots {

  static @Nullable Object task;
  static @Nullable Object context;
  static @Nullable BrowserStrand strand;

  private Slots() {}

  /** The strand that is running; the main one in code that runs on none. */
  static BrowserStrand strand() {
    BrowserStrand running = strand;
    return running == null ? BrowserStrand.MAIN : running;
  }

  /** Nothing is running: the event loop goes on. */
  static void clear() {
    task = null;
    context = null;
    strand = null;
  }
}
