package dev.elara.web.contract;

import dev.elara.caller.Check;
import dev.elara.caller.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The contract and, beside it, a kernel that answers a cell. As JavaScript only: in WebAssembly the
 * class library's text form of an Instant makes TeaVM's own fibers recurse without end.
 */
public final class ProgramWithKernel {

  private ProgramWithKernel() {}

  /** Prints {@link Line}s, and at last {@link Line#END}. */
  public static void main(String[] args) {
    Program.run(args, checks());
  }

  /** What is checked here. */
  static List<Check> checks() {
    Checks kernel = new Checks();
    KernelCheck.list(kernel);
    List<Check> checks = new ArrayList<>(Program.checks());
    checks.addAll(kernel.all());
    return checks;
  }
}
