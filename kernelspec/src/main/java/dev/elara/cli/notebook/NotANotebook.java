package dev.elara.cli.notebook;

/** Thrown where a file holds no notebook this program can run; the message says why. */
public final class NotANotebook extends Exception {

  NotANotebook(String message) {
    super(message);
  }
}
