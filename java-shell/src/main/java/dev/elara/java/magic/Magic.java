package dev.elara.java.magic;

/**
 * Something a user can ask of the kernel beside code: {@code %name arguments} on a line of its own
 * in a cell, or {@code %%name arguments} on a cell's first line for the whole cell.
 *
 * <p>Thread-safe.
 */
public interface Magic {

  /** Where it may stand. */
  enum Kind {
    /** On a line among others. */
    LINE("%"),
    /** On the first line of a cell, for the lines below. */
    CELL("%%");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** What its name is written behind. */
    public String sign() {
      return sign;
    }
  }

  /** Its name, without the sign: letters, digits and underscores. */
  String name();

  /** Where it may stand. */
  Kind kind();

  /** What it does, in a sentence. */
  String summary();

  /**
   * Does it, on the calling cell's strand. May block; output and displays go to the execution.
   *
   * @throws MagicMisused if the user should have written something else
   * @throws Exception whatever else went wrong
   */
  void run(MagicCall call) throws Exception;
}
