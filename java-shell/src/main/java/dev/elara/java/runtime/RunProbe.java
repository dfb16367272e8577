package dev.elara.java.runtime;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;

/**
 * Tells where {@code run()} begins in the threads and timer tasks that cells define as classes: a
 * thread is known from then on and can be interrupted, a task belongs to whom scheduled it.
 */
final class RunProbe implements Probe {

  private static final ClassDesc TIMERS = ClassDesc.of(CellTimers.class.getName());
  private static final ClassDesc CALLS = ClassDesc.of(CellCalls.class.getName());
  private static final MethodTypeDesc OF_TASK =
      MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.util.TimerTask"));

  @Override
  public void entry(MethodModel method, CodeBuilder code) {
    if (!method.methodName().equalsString("run") || !method.methodType().equalsString("()V")) {
      return;
    }
    switch (superclass(method)) {
      case "java/util/TimerTask" -> code.aload(0).invokestatic(TIMERS, "runs", OF_TASK);
      case "java/lang/Thread" ->
          code.aload(0)
              .invokestatic(
                  CALLS,
                  "runs",
                  MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.lang.Thread")));
      default -> {}
    }
  }

  private static String superclass(MethodModel method) {
    return method
        .parent()
        .filter(type -> !method.flags().has(AccessFlag.STATIC))
        .flatMap(type -> type.superclass())
        .map(type -> type.asInternalName())
        .orElse("");
  }
}
