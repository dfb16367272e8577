package dev.elara.cli.doctor;

/**
 * What an examination found.
 *
 * @param level how bad it is
 * @param subject what was examined
 * @param detail what was found, in words
 * @param advice what to do about it, empty if nothing
 */
record Finding(Level level, String subject, String detail, String advice) {

  /** How bad a finding is. */
  enum Level {
    OK("ok"),
    WARNING("warning"),
    FAILURE("FAILED");

    private final String shown;

    Level(String shown) {
      this.shown = shown;
    }

    /** As the user reads it. */
    String shown() {
      return shown;
    }
  }

  /** All is well. */
  static Finding ok(String subject, String detail) {
    return new Finding(Level.OK, subject, detail, "");
  }

  /** Kernels work, but not as well as they could. */
  static Finding warning(String subject, String detail, String advice) {
    return new Finding(Level.WARNING, subject, detail, advice);
  }

  /** Something does not work. */
  static Finding failure(String subject, String detail, String advice) {
    return new Finding(Level.FAILURE, subject, detail, advice);
  }
}
