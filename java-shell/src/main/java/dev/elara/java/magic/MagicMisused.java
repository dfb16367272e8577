package dev.elara.java.magic;

/** A magic that does not exist or was not used as it must be; the message says what to do. */
public final class MagicMisused extends RuntimeException {

  /** With the sentence the user reads. */
  public MagicMisused(String message) {
    super(message);
  }
}
