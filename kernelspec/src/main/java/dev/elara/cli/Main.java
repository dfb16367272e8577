package dev.elara.cli;

/** Where the process starts. */
public final class Main {

  private Main() {}

  /** Runs the command in {@code args} and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Elara.commandLine(Terminal.ofProcess()).execute(args));
  }
}
