package dev.elara.caller.platform;

/**
 * A toolkit whose event thread a caller lives on: its tasks run there, and while one of them waits
 * the events go on and the windows stay alive.
 */
public enum Host {
  /** AWT's event queue, that of Swing. */
  SWING,
  /** JavaFX's application thread; JavaFX must be on the class path or module path. */
  JAVAFX
}
