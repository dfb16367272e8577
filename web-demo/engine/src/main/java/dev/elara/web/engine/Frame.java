package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;

/** A call of a method that has code. Frames of a thread are used again. */
final class Frame {

  VmMethod method;

  /** The instruction being run in the topmost frame; the one to go on with in the others. */
  int pc;

  /** Where its locals begin in the thread's slots. */
  int base;

  /** The first free slot. */
  int sp;

  /** What a synchronized method has locked. */
  @Nullable Object locked;

  /** The class that this call initialises. */
  @Nullable VmClass initializes;

  /** Whether the result is handed over boxed and an exception wrapped: a call by reflection. */
  boolean reflective;

  Frame(VmMethod method) {
    this.method = method;
  }

  /** Goes on here when the thread's next turn comes. */
  void leaveAt(int position, int free) {
    pc = position;
    sp = free;
  }

  void reset(VmMethod of, int from) {
    method = of;
    pc = 0;
    base = from;
    sp = from + of.code().maxLocals();
    locked = null;
    initializes = null;
    reflective = false;
  }
}
