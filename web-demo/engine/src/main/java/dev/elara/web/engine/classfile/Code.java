package dev.elara.web.engine.classfile;

/**
 * A method's bytecode (JVMS 4.7.3).
 *
 * @param lines pairs of a position in the code and the source line from there on
 * @param locals what the local variables are called, as far as it is known
 */
public record Code(
    int maxStack,
    int maxLocals,
    byte[] bytes,
    ExceptionHandler[] handlers,
    int[] lines,
    Local[] locals) {

  /**
   * Where an exception is caught.
   *
   * @param start the first position it covers
   * @param end the first position it covers no more
   * @param type the index of the class in the pool, 0 for all
   */
  public record ExceptionHandler(int start, int end, int handler, int type) {}

  /**
   * A local variable.
   *
   * @param start the first position it has a value at
   * @param length for how many
   */
  public record Local(int start, int length, String name, int slot) {}

  /** The source line of a position; -1 if unknown. */
  public int lineAt(int position) {
    int line = -1;
    int from = -1;
    for (int i = 0; i < lines.length; i += 2) {
      if (lines[i] <= position && lines[i] > from) {
        from = lines[i];
        line = lines[i + 1];
      }
    }
    return line;
  }
}
