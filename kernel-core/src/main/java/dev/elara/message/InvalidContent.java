package dev.elara.message;

/**
 * Thrown when the content of a message does not have the form its type demands; the message names
 * the field, what was expected and what arrived, but never the user's code.
 */
public final class InvalidContent extends RuntimeException {

  public InvalidContent(String message) {
    super(message);
  }
}
