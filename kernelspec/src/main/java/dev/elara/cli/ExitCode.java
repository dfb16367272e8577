package dev.elara.cli;

/** What the process exits with. */
public final class ExitCode {

  /** Everything asked for was done. */
  public static final int OK = 0;

  /** A cell of a notebook failed, or ran into its timeout. */
  public static final int CELL_FAILED = 1;

  /** The arguments, a file or this machine do not allow what was asked. */
  public static final int UNUSABLE = 2;

  /** Stopped by the user (Ctrl-C), as shells count it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
