package dev.elara.cli.client;

/** Thrown where a kernel does not say in time what it must say. */
public final class NoAnswer extends RuntimeException {

  /** {@code message} says what did not come. */
  public NoAnswer(String message) {
    super(message);
  }
}
