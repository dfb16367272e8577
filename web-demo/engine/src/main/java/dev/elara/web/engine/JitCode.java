package dev.elara.web.engine;

import java.util.Collection;
import org.teavm.jso.JSObject;

/** A function made of a method or of one of its loops. */
final class JitCode {

  /** Left so often where it could have been better, it is written anew. */
  private static final int MANY_EXITS = 20;

  final VmMethod method;
  final JitShape shape;

  /** Whether it is the whole method, and not a loop. */
  final boolean whole;

  /** The locals as it gives them back: a letter for the kind, and the slot. */
  final char[] kinds;

  final int[] slots;

  /** Its two ways in, {@code f} for functions and {@code e} for the interpreter. */
  final JSObject function;

  private final boolean couldBeBetter;
  private int exits;

  JitCode(JitWriter writer, VmMethod method, JitShape shape, boolean whole, JSObject function) {
    this.method = method;
    this.shape = shape;
    this.whole = whole;
    this.function = function;
    this.couldBeBetter = writer.couldBeBetter();
    Collection<String> locals = writer.text.locals;
    this.kinds = new char[locals.size()];
    this.slots = new int[locals.size()];
    int i = 0;
    for (String each : locals) {
      kinds[i] = each.charAt(0);
      slots[i++] = JitWriter.slot(each);
    }
  }

  /** It was left though the turn was not over; says whether it should be written anew. */
  boolean left() {
    return ++exits >= MANY_EXITS && couldBeBetter;
  }
}
