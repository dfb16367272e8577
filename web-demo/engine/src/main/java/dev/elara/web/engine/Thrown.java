package dev.elara.web.engine;

/** Carries what the program throws through the engine's own methods. */
final class Thrown extends RuntimeException {

  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never serialised
  final Instance exception;

  Thrown(Instance exception) {
    super(exception.type.name, null, false, false);
    this.exception = exception;
  }
}
