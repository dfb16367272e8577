package dev.elara.web.engine;

import dev.elara.web.engine.classfile.Code;

/** Finds who catches what was thrown. */
final class Unwinder {

  private final Vm vm;

  Unwinder(Vm vm) {
    this.vm = vm;
  }

  /** Goes on at the innermost handler; the thread ends if there is none. */
  void unwind(VmThread thread, Instance exception) {
    Instance thrown = exception;
    int behind = 0; // a caller's frame stands behind its call already
    while (thread.depth() > 0) {
      Frame frame = thread.top();
      int handler = handler(frame, frame.pc - behind, thrown);
      if (handler >= 0) {
        frame.sp = frame.base + frame.method.code().maxLocals();
        thread.refs[frame.sp++] = thrown;
        frame.pc = handler;
        return;
      }
      VmClass initialized = frame.initializes;
      boolean reflective = frame.reflective;
      vm.calls.finished(frame);
      thread.pop();
      if (initialized != null) {
        initialized.state = VmClass.State.FAILED;
        thrown = vm.errors.ofInitializer(thrown);
      }
      if (reflective) {
        thrown = vm.errors.wrap("java/lang/reflect/InvocationTargetException", "target", thrown);
      }
      behind = 1;
    }
    vm.scheduler.ended(thread, null, thrown);
  }

  private int handler(Frame frame, int pc, Instance thrown) {
    for (Code.ExceptionHandler each : frame.method.code().handlers()) {
      if (pc >= each.start() && pc < each.end()) {
        if (each.type() == 0
            || thrown.type.isSubclassOf(vm.resolver.type(frame.method.owner, each.type()))) {
          return each.handler();
        }
      }
    }
    return -1;
  }
}
