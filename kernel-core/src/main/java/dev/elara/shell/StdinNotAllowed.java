package dev.elara.shell;

/** Thrown where a cell asks for input and the client that sent it cannot answer. */
public final class StdinNotAllowed extends RuntimeException {

  public StdinNotAllowed() {
    super(
        "This cell asked for input, but the client that runs it cannot ask its user"
            + " (allow_stdin is false).");
  }
}
