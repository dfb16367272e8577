package dev.elara.java.runtime;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The weaving of one method: finds the points of {@link Probe} in its code. A jump goes back if the
 * label it goes to has been passed already. Used once, by one thread.
 */
final class MethodWeaving implements CodeTransform {

  private final MethodModel method;
  private final CodeModel original;
  private final List<Probe> probes;
  private final Set<Label> passed = new HashSet<>();

  MethodWeaving(MethodModel method, CodeModel original, List<Probe> probes) {
    this.method = method;
    this.original = original;
    this.probes = probes;
  }

  @Override
  public void atStart(CodeBuilder code) {
    original
        .elementStream()
        .filter(LineNumber.class::isInstance)
        .findFirst()
        .ifPresent(code::with); // what an entry probe throws has a line then
    for (Probe probe : probes) {
      probe.entry(method, code);
    }
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    // With `instanceof`: the first `switch` over types costs the first cell time.
    if (element instanceof LabelTarget target) {
      passed.add(target.label());
    } else if (goesBack(element)) {
      backEdge(code);
    }
    if (!replaced(element, code)) {
      code.with(element);
    }
    if (element instanceof LineNumber line) {
      for (Probe probe : probes) {
        probe.line(method, line.line(), code);
      }
    }
  }

  private boolean goesBack(CodeElement element) {
    if (element instanceof BranchInstruction branch) {
      return passed.contains(branch.target());
    } else if (element instanceof TableSwitchInstruction choice) {
      return goesBack(choice.defaultTarget(), choice.cases());
    }
    return element instanceof LookupSwitchInstruction choice
        && goesBack(choice.defaultTarget(), choice.cases());
  }

  @Override
  public void atEnd(CodeBuilder code) {
    Weaver.stackMaps(original).ifPresent(code::with);
  }

  private boolean goesBack(Label otherwise, List<SwitchCase> cases) {
    return passed.contains(otherwise)
        || cases.stream().anyMatch(one -> passed.contains(one.target()));
  }

  private void backEdge(CodeBuilder code) {
    for (Probe probe : probes) {
      probe.backEdge(method, code);
    }
  }

  private boolean replaced(CodeElement element, CodeBuilder code) {
    for (Probe probe : probes) {
      boolean replaced =
          element instanceof InvokeInstruction call
              ? probe.call(call, code)
              : element instanceof InvokeDynamicInstruction function
                  && probe.function(function, code);
      if (replaced) {
        return true;
      }
    }
    return false;
  }
}
