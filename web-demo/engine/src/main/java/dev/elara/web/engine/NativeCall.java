package dev.elara.web.engine;

import org.jspecify.annotations.NullUnmarked;

/** A call of a method that the engine runs itself: its arguments by slot, and its result. */
@NullUnmarked // a reference of the program may be null wherever one is
final class NativeCall {

  /** How a native method was left. */
  enum Outcome {
    /** With its result. */
    DONE,
    /** Its thread is blocked, or it waits for its turn: the call is made again then. */
    AGAIN,
    /** Another method is called in its place, with the arguments as they lie now. */
    INSTEAD
  }

  final Vm vm;
  VmThread thread;

  /** Where the arguments lie, and where the result will. */
  int base;

  String descriptor;
  Outcome outcome = Outcome.DONE;
  VmMethod instead;

  /** Whether that call's result is to be boxed and its exception wrapped. */
  boolean reflective;

  /** The arguments of a call by reflection, in whose place those of the method lie. */
  private final Object[] reflected = new Object[3];

  NativeCall(Vm vm) {
    this.vm = vm;
  }

  Object ref(int slot) {
    return thread.refs[base + slot];
  }

  /** The object in a slot, which must not be null. */
  Instance object(int slot) {
    Object object = ref(slot);
    if (object == null) {
      throw vm.errors.nullArgument();
    }
    return (Instance) object;
  }

  int integer(int slot) {
    return thread.ints[base + slot];
  }

  boolean flag(int slot) {
    return thread.ints[base + slot] != 0;
  }

  long longAt(int slot) {
    return thread.longs[base + slot];
  }

  double real(int slot) {
    return thread.doubles[base + slot];
  }

  String text(int slot) {
    return vm.strings.host(object(slot));
  }

  /** The class that an object of java.lang.Class stands for. */
  VmClass type(int slot) {
    return (VmClass) object(slot).host;
  }

  void result(Object value) {
    thread.refs[base] = value;
  }

  void result(int value) {
    thread.ints[base] = value;
  }

  void result(boolean value) {
    thread.ints[base] = value ? 1 : 0;
  }

  void result(long value) {
    thread.longs[base] = value;
  }

  void result(double value) {
    thread.doubles[base] = value;
  }

  void text(String value) {
    thread.refs[base] = value == null ? null : vm.strings.make(value);
  }

  void again() {
    outcome = Outcome.AGAIN;
  }

  void instead(VmMethod method) {
    instead = method;
    outcome = Outcome.INSTEAD;
  }

  /** Keeps the arguments of a call by reflection, before the method's take their place. */
  void keepReflected() {
    thread.reserve(base + reflected.length);
    System.arraycopy(thread.refs, base, reflected, 0, reflected.length);
  }

  /** Puts them back, as the call by reflection is made again. */
  void restoreReflected() {
    System.arraycopy(reflected, 0, thread.refs, base, reflected.length);
  }

  /** As {@link #instead}, with the result boxed and an exception wrapped. */
  void insteadByReflection(VmMethod method) {
    instead(method);
    reflective = true;
  }
}
