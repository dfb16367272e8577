package dev.elara.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Where the kernel says what its user's clients do not see. Lines never hold keys or user code.
 *
 * <p>Thread-safe; must not block for long and must not throw.
 */
public interface Log {

  /** Forgets everything. */
  Log NONE = new Silence();

  /** How much a line matters. */
  enum Level {
    /** Worth knowing. */
    INFO,
    /** Something was wrong, and this is what was done about it. */
    WARNING
  }

  /** Takes a line. */
  void log(Level level, String line, @Nullable Throwable cause);

  /** A class of its own, because no ahead-of-time cache can hold a lambda of this interface. */
  final class Silence implements Log {

    private Silence() {}

    @Override
    public void log(Level level, String line, @Nullable Throwable cause) {
      // Nobody listens.
    }
  }

  /** Says something worth knowing. */
  default void info(String line) {
    log(Level.INFO, line, null);
  }

  /** Says what was wrong and what was done about it. */
  default void warn(String line) {
    log(Level.WARNING, line, null);
  }

  /** Says what was wrong, what was done about it, and why. */
  default void warn(String line, Throwable cause) {
    log(Level.WARNING, line, cause);
  }
}
