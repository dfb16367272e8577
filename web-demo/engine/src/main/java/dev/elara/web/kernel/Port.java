package dev.elara.web.kernel;

/** The way out of the engine: to the page and to the compiler. */
final class Port {

  private Port() {}

  /**
   * The next letter from outside: its text, then its binary parts. Blocks until there is one; for
   * one thread.
   */
  static native Object[] receive();

  /** Sends a letter outside. Never blocks. */
  static native void send(String text, byte[][] buffers);

  /**
   * A text as a string in JSON, with its quotes: by the host, as nearly all of a message is texts.
   */
  static native String quoted(String text);

  /** Makes the classes of a cell known. */
  static native void define(byte[][] classFiles);
}
