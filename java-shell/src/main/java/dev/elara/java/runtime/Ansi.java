package dev.elara.java.runtime;

/** Colours of a terminal that can be read on light and on dark ground. Stateless. */
enum Ansi {
  ERROR("\u001b[1;31m"),
  PLACE("\u001b[36m"),
  FAINT("\u001b[90m");

  private static final String RESET = "\u001b[0m";

  private final String start;

  Ansi(String start) {
    this.start = start;
  }

  /** The text in this colour. */
  String paint(String text) {
    return start + text + RESET;
  }
}
