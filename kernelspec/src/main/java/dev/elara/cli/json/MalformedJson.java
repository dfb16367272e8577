package dev.elara.cli.json;

/** Thrown where a text is no JSON; the message names line and column. */
public final class MalformedJson extends Exception {

  MalformedJson(String message) {
    super(message);
  }
}
