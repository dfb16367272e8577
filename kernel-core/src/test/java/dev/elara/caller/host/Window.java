package dev.elara.caller.host;

import java.time.Duration;

/** A real window of a toolkit, for {@link WindowProgram}. */
interface Window {

  /** Whether this is the toolkit's event thread. */
  boolean isEventThread();

  /** Shows a window that calls {@code clicked} whenever it is clicked on. On the event thread. */
  void show(Runnable clicked);

  /** Whether the window can be clicked on; any thread. */
  boolean isShown();

  /** Clicks on it, with the pointer. Any thread but the event thread; may come to nothing. */
  void click();

  /** Opens a dialog that ends {@code close} later and returns when it has. On the event thread. */
  void dialog(Duration close);
}
