package dev.elara.java.runtime;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;

/**
 * Something woven into the code of cells: a stop check, a redirected call, later a debugger's line
 * probe.
 *
 * <p>A probe adds instructions at the points below and must leave the operand stack and the local
 * variables as it found them; it adds no branches, so that the compiler's stack maps stay valid. (A
 * probe that needs a branch calls a static method that has it.) Implementations are stateless and
 * thread-safe: one serves every method of every cell.
 */
public interface Probe {

  /** At the very start of a method's code; in a constructor that is before {@code super()}. */
  default void entry(MethodModel method, CodeBuilder code) {}

  /** Before a jump that may go back in the code: the end of a loop, a switch that repeats. */
  default void backEdge(MethodModel method, CodeBuilder code) {}

  /**
   * Where the code of a source line begins; may be called several times for one line. The place for
   * a debugging probe: a call through a {@code MutableCallSite} costs nothing while it is off.
   */
  default void line(MethodModel method, int line, CodeBuilder code) {}

  /**
   * Before a call of a method. Answers true if it has put another call in its place, which takes
   * the same operands and leaves the same result.
   */
  default boolean call(InvokeInstruction call, CodeBuilder code) {
    return false;
  }

  /**
   * Before a lambda or a reference to a method is made. Answers true if it has made another one in
   * its place, from the same operands.
   */
  default boolean function(InvokeDynamicInstruction function, CodeBuilder code) {
    return false;
  }
}
