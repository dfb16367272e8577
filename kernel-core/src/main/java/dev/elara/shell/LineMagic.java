package dev.elara.shell;

import dev.elara.caller.ContextVar;

/**
 * What a line such as {@code %callers} in the middle of a cell is compiled to: cells see this class
 * and not the language's own. Not for use by hand.
 */
public final class LineMagic {

  /** Runs line magics of a shell. */
  @FunctionalInterface
  public interface Runner {

    /** Runs the one with that name; throws what it throws. */
    void run(String name, String arguments) throws Exception;
  }

  /** Whose magics the current code uses. A shell binds it around the cells it runs. */
  public static final ContextVar<Runner> RUNNER = new ContextVar<>("line magics");

  private LineMagic() {}

  /**
   * Runs a line magic. Blocks for as long as that does.
   *
   * @throws IllegalStateException outside of a cell of a shell that has magics
   * @throws Exception what the magic throws
   */
  public static void run(String name, String arguments) throws Exception {
    Runner runner = RUNNER.get();
    if (runner == null) {
      throw new IllegalStateException(
          "%" + name + " was called outside of a cell; there are no magics here.");
    }
    runner.run(name, arguments);
  }
}
