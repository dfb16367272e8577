package dev.elara.cli;

/**
 * Thrown where a command cannot do what it was asked; its message is what the user reads, without a
 * stack.
 */
public final class CommandFailed extends RuntimeException {

  private final int exitCode;

  /** The request cannot be carried out: {@code message} says what was wrong and what to do. */
  public CommandFailed(String message) {
    this(ExitCode.UNUSABLE, message);
  }

  /** As {@link #CommandFailed(String)}, with an exit code of {@link ExitCode}. */
  public CommandFailed(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** What the process exits with. */
  public int exitCode() {
    return exitCode;
  }
}
