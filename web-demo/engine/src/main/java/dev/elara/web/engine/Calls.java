package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import org.jspecify.annotations.NullUnmarked;

/** Begins and ends calls. */
@NullUnmarked // a reference of the program may be null wherever one is
final class Calls {

  private final Vm vm;
  private final NativeCall call;

  Calls(Vm vm) {
    this.vm = vm;
    this.call = new NativeCall(vm);
  }

  /**
   * Runs a call instruction of the topmost frame: afterwards the callee's frame is on top, or the
   * frame stands behind the call with its result, or before it if it must be made again.
   */
  void invoke(VmThread thread, Frame frame, int op, int constant) {
    CallTarget target = vm.resolver.call(frame.method.owner, op, constant);
    int base = frame.sp - target.argumentSlots;
    VmMethod method = target.method;
    if (method.isStatic()) {
      if (method.owner.state != VmClass.State.INITIALIZED
          && !vm.initializer.ready(thread, method.owner)) {
        return;
      }
    } else {
      Object receiver = thread.refs[base];
      if (receiver == null) {
        throw vm.errors.nullPointer();
      }
      if (op != INVOKESPECIAL) {
        method = target.choose(vm.classOf(receiver));
      }
    }
    if (method == null || method.isAbstract()) {
      throw vm.errors.make("java/lang/AbstractMethodError", target.method.toString());
    }
    int behind = frame.pc + (op >= INVOKEINTERFACE ? 5 : 3);
    begin(thread, frame, method, target.descriptor, base, behind);
  }

  /** Calls a method whose arguments lie from {@code base} on. */
  void begin(
      VmThread thread, Frame frame, VmMethod method, String descriptor, int base, int behind) {
    VmMethod callee = method;
    boolean reflective = false;
    Native substitute = callee.substitute;
    while (substitute != null) {
      call.thread = thread;
      call.base = base;
      call.descriptor = descriptor;
      call.outcome = NativeCall.Outcome.DONE;
      call.reflective = reflective;
      substitute.run(call);
      reflective = call.reflective;
      switch (call.outcome) {
        case DONE -> {
          frame.pc = behind;
          frame.sp = base + doneSlots(callee, descriptor, reflective);
          return;
        }
        case AGAIN -> {
          if (reflective) {
            call.restoreReflected();
          }
          return;
        }
        case INSTEAD -> callee = call.instead;
      }
      substitute = callee.substitute;
    }
    if (!reflective && vm.jit.call(thread, frame, callee, base, behind)) {
      return;
    }
    Object locked = null;
    if (callee.isSynchronized()) {
      locked = callee.isStatic() ? vm.mirrors.of(callee.owner) : thread.refs[base];
      if (!BlockingNatives.enter(thread, locked)) {
        return;
      }
    }
    Frame next = thread.push(callee, base);
    next.locked = locked;
    next.reflective = reflective;
    frame.pc = behind;
    frame.sp = base;
  }

  private int doneSlots(VmMethod callee, String descriptor, boolean reflective) {
    if (!reflective) {
      return Kind.of(Descriptors.result(descriptor)).slots;
    }
    call.result(vm.boxes.box(call.thread, Descriptors.result(callee.info.descriptor()), call.base));
    return 1;
  }

  /** Ends a call with its result; says whether the thread goes on with the caller. */
  boolean leave(VmThread thread, Frame frame) {
    Kind kind = frame.method.result;
    int from = frame.sp - kind.slots;
    int to = frame.base;
    finished(frame);
    thread.pop();
    if (thread.depth() == 0) {
      vm.scheduler.ended(thread, hostResult(thread, kind, from), null);
      return false;
    }
    if (frame.reflective) {
      thread.refs[to] =
          vm.boxes.box(thread, Descriptors.result(frame.method.info.descriptor()), from);
      thread.top().sp = to + 1;
      return true;
    }
    switch (kind) {
      case INT -> thread.ints[to] = thread.ints[from];
      case LONG -> thread.longs[to] = thread.longs[from];
      case FLOAT, DOUBLE -> thread.doubles[to] = thread.doubles[from];
      case REF -> thread.refs[to] = thread.refs[from];
      case VOID -> {}
    }
    thread.top().sp = to + kind.slots;
    return true;
  }

  /** What every end of a call does, also one by an exception. */
  void finished(Frame frame) {
    if (frame.locked != null) {
      vm.monitor(frame.locked).exit();
      frame.locked = null;
    }
    if (frame.initializes != null) {
      frame.initializes.state = VmClass.State.INITIALIZED;
    }
  }

  private static Object hostResult(VmThread thread, Kind kind, int at) {
    return switch (kind) {
      case INT -> thread.ints[at];
      case LONG -> thread.longs[at];
      case FLOAT, DOUBLE -> thread.doubles[at];
      case REF -> thread.refs[at];
      case VOID -> null;
    };
  }
}
