package dev.elara.java.runtime;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** Puts {@link StopCheck#check()} at the entry of each method and before each jump back. */
final class StopProbe implements Probe {

  private static final ClassDesc STOP_CHECK = ClassDesc.of(StopCheck.class.getName());

  @Override
  public void entry(MethodModel method, CodeBuilder code) {
    check(code);
  }

  @Override
  public void backEdge(MethodModel method, CodeBuilder code) {
    check(code);
  }

  private static void check(CodeBuilder code) {
    code.invokestatic(STOP_CHECK, "check", ConstantDescs.MTD_void);
  }
}
