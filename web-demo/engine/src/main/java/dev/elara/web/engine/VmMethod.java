package dev.elara.web.engine;

import dev.elara.web.engine.classfile.Code;
import dev.elara.web.engine.classfile.MethodInfo;
import org.jspecify.annotations.Nullable;

/** A method of a class that has been loaded. */
final class VmMethod {

  static final int PRIVATE = 2;
  static final int STATIC = 8;
  static final int SYNCHRONIZED = 0x20;
  static final int VARARGS = 0x80;
  static final int NATIVE = 0x100;
  static final int ABSTRACT = 0x400;

  final VmClass owner;
  final MethodInfo info;

  /** Name and descriptor: what overrides what. */
  final String key;

  /** Slots of the arguments, the receiver's included. */
  final int argumentSlots;

  final Kind result;

  /** Runs in place of its code; null if its code runs. */
  final @Nullable Native substitute;

  /** The instructions as the interpreter uses them, made when it first runs. */
  int @Nullable [] instructions;

  /** Null if it has none, or if that has not been fetched yet. */
  private @Nullable Code code;

  /** Its switches, by the operand of the instruction. */
  SwitchTable[] switches = {};

  /** Jumps back it may still make before it is worth compiling; calls count as several. */
  int patience;

  /** What is compiled of it; null before anything was tried. */
  @Nullable JitMethod compiled;

  VmMethod(VmClass owner, MethodInfo info, @Nullable Native substitute) {
    this.owner = owner;
    this.info = info;
    this.key = info.name() + info.descriptor();
    this.argumentSlots = Descriptors.slots(info.descriptor()) + (isStatic() ? 0 : 1);
    this.result = Kind.of(Descriptors.result(info.descriptor()));
    this.substitute = substitute;
    this.code = info.code();
  }

  boolean isStatic() {
    return (info.access() & STATIC) != 0;
  }

  boolean isAbstract() {
    return (info.access() & ABSTRACT) != 0 && substitute == null;
  }

  boolean isSynchronized() {
    return (info.access() & SYNCHRONIZED) != 0;
  }

  /** Whether a call of it never looks for an override. */
  boolean isDirect() {
    return (info.access() & (PRIVATE | STATIC)) != 0 || info.name().charAt(0) == '<';
  }

  /** Whether it has code, be it here yet or not. */
  boolean hasCode() {
    return (info.access() & (ABSTRACT | NATIVE)) == 0;
  }

  /** Its code. It must have some. */
  Code code() {
    Code known = code;
    if (known == null) {
      owner.complete();
      known = code;
    }
    if (known == null) {
      throw new IllegalStateException(this + " has no code.");
    }
    return known;
  }

  /** What its class file left out at first. */
  void code(@Nullable Code late) {
    code = late;
  }

  @Override
  public String toString() {
    return owner.name + "." + key;
  }
}
