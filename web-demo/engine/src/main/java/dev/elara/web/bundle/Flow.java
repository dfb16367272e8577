package dev.elara.web.bundle;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ways through a method's code, as far as what it uses decides about them. Immutable. */
final class Flow {

  /** What an instruction needs to go on. */
  sealed interface Use {
    /** A call that ends up in this very method, or in one that overrides it if it is virtual. */
    record Call(String owner, String name, String type, boolean isVirtual) implements Use {}

    /** A class that must have been initialised. */
    record Start(String owner) implements Use {}
  }

  /** What catches an error that nothing expects. */
  private static final Set<String> CATCHES_ERRORS =
      Set.of(
          "java/lang/Throwable",
          "java/lang/Error",
          "java/lang/LinkageError",
          "java/lang/IncompatibleClassChangeError",
          "java/lang/UnsatisfiedLinkError");

  /**
   * An instruction.
   *
   * @param next where it may go on
   * @param onError where its failing with an error is caught
   * @param onThrow where anything it throws may be caught
   */
  private record Step(
      List<Use> uses,
      List<Label> next,
      boolean isFollowed,
      boolean isReturn,
      List<Label> onError,
      List<Label> onThrow) {}

  private final List<Step> steps = new ArrayList<>();
  private final Map<Label, Integer> places = new HashMap<>();

  private Flow() {}

  /** Those of this code. */
  static Flow of(CodeModel code) {
    var flow = new Flow();
    var handlers = new ArrayList<ExceptionCatch>();
    for (CodeElement element : code) {
      if (element instanceof ExceptionCatch handler) {
        handlers.add(handler);
      }
    }
    var open = new ArrayList<ExceptionCatch>();
    for (CodeElement element : code) {
      switch (element) {
        case LabelTarget target -> {
          flow.places.put(target.label(), flow.steps.size());
          handlers.stream().filter(each -> each.tryStart() == target.label()).forEach(open::add);
          open.removeIf(each -> each.tryEnd() == target.label());
        }
        case Instruction instruction -> flow.steps.add(step(instruction, open));
        default -> {}
      }
    }
    return flow;
  }

  private static Step step(Instruction instruction, List<ExceptionCatch> open) {
    var uses = uses(instruction);
    boolean throwsSomething =
        instruction instanceof InvokeInstruction || instruction instanceof ThrowInstruction;
    return new Step(
        uses,
        targets(instruction),
        isFollowed(instruction),
        instruction instanceof ReturnInstruction,
        open.stream().filter(Flow::catchesErrors).map(ExceptionCatch::handler).toList(),
        throwsSomething ? open.stream().map(ExceptionCatch::handler).toList() : List.of());
  }

  private static boolean catchesErrors(ExceptionCatch handler) {
    return handler
        .catchType()
        .map(type -> CATCHES_ERRORS.contains(type.asInternalName()))
        .orElse(true);
  }

  private static List<Use> uses(Instruction instruction) {
    return switch (instruction) {
      case InvokeInstruction call -> {
        var made =
            new Use.Call(
                call.owner().asInternalName(),
                call.name().stringValue(),
                call.type().stringValue(),
                call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE);
        yield call.opcode() == Opcode.INVOKESTATIC
            ? List.of(new Use.Start(made.owner()), made)
            : List.of(made);
      }
      case NewObjectInstruction made -> List.of(new Use.Start(made.className().asInternalName()));
      case FieldInstruction field
          when field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC ->
          List.of(new Use.Start(field.owner().asInternalName()));
      default -> List.of();
    };
  }

  private static List<Label> targets(Instruction instruction) {
    return switch (instruction) {
      case BranchInstruction branch -> List.of(branch.target());
      case TableSwitchInstruction table -> targets(table.defaultTarget(), table.cases());
      case LookupSwitchInstruction lookup -> targets(lookup.defaultTarget(), lookup.cases());
      default -> List.of();
    };
  }

  private static List<Label> targets(Label otherwise, List<SwitchCase> cases) {
    var all = new ArrayList<Label>(List.of(otherwise));
    cases.forEach(each -> all.add(each.target()));
    return all;
  }

  private static boolean isFollowed(Instruction instruction) {
    return switch (instruction) {
      case BranchInstruction branch ->
          branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
      case TableSwitchInstruction _, LookupSwitchInstruction _, ReturnInstruction _ -> false;
      case ThrowInstruction _ -> false;
      default -> true;
    };
  }

  /**
   * The first use found without which it never returns; null if it can return without any of what
   * {@code isLacking}, or never does.
   */
  @Nullable Use stopsAt(Predicate<Use> isLacking) {
    Use[] stop = new Use[1];
    boolean returns =
        reachesReturn(use -> {
          boolean lacking = isLacking.test(use);
          if (lacking && stop[0] == null) {
            stop[0] = use;
          }
          return lacking;
        });
    return !returns && stop[0] != null && reachesReturn(_ -> false) ? stop[0] : null;
  }

  private boolean reachesReturn(Predicate<Use> isLacking) {
    var seen = new BitSet();
    var open = new ArrayDeque<Integer>(List.of(0));
    while (!open.isEmpty()) {
      int at = open.pop();
      if (at >= steps.size() || seen.get(at)) {
        continue;
      }
      seen.set(at);
      Step step = steps.get(at);
      if (step.uses().stream().anyMatch(isLacking)) {
        step.onError().forEach(label -> open.add(place(label)));
        continue;
      }
      if (step.isReturn()) {
        return true;
      }
      step.next().forEach(label -> open.add(place(label)));
      step.onThrow().forEach(label -> open.add(place(label)));
      if (step.isFollowed()) {
        open.push(at + 1);
      }
    }
    return false;
  }

  private int place(Label label) {
    return places.getOrDefault(label, steps.size());
  }
}
