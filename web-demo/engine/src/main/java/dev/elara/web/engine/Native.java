package dev.elara.web.engine;

/** A method that the engine runs itself. */
@FunctionalInterface
interface Native {

  /**
   * Does what the method does: takes the arguments from {@code call} and gives it the result.
   *
   * @throws Thrown what the method throws
   */
  void run(NativeCall call);
}
