package dev.elara.cli.client;

/** Thrown where a kernel does not say in time what it must say. */
public final class NoAnswer extends RuntimeException {

  NoAnswer(String message) {
    super(message);
  }
}
