package dev.elara.web.engine;

import dev.elara.web.engine.classfile.Constant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What code of cells calls in place of some methods of the JDK and the kernel, so that input asks
 * the page and work handed to other threads stays the work of its cell: what is woven into cells on
 * the JVM, done here when a call is resolved.
 */
final class CellCallSites {

  private static final String RUNTIME = "dev/elara/java/runtime/";
  private static final String FUNCTIONS = RUNTIME + "CellFunctions";

  /** Whose static methods have another in their place. */
  private static final Set<String> WITH_STATICS =
      Set.of("java/lang/IO", "java/util/concurrent/CompletableFuture");

  /** Who calls functions in threads that may know no cell, or another one. */
  private static final Set<String> CALL_FUNCTIONS =
      Set.of(
          "java/util/concurrent/CompletableFuture",
          "java/util/concurrent/CompletionStage",
          "java/util/concurrent/CompletionService",
          "java/util/concurrent/ExecutorCompletionService",
          "java/util/concurrent/ForkJoinPool",
          "dev/elara/caller/Caller",
          "dev/elara/caller/CallRequest");

  private final Vm vm;
  private int made;

  CellCallSites(Vm vm) {
    this.vm = vm;
  }

  /** Whether a class is of a cell. */
  static boolean isCell(VmClass type) {
    return type.name.startsWith("REPL/");
  }

  /** What a cell calls in place of a member; null if it is the member. */
  @Nullable CallTarget find(int op, Constant.Member member) {
    if (op == Op.INVOKESPECIAL || !mayHave(member.owner())) {
      return null;
    }
    VmMethod found = replacement(op, member);
    return found == null ? carrying(op, member) : new CallTarget(found, found.info.descriptor());
  }

  /** Most calls are of none of these, and should not have to look. */
  private static boolean mayHave(String owner) {
    return owner.startsWith("java/util/concurrent/")
        || owner.startsWith("java/util/Timer")
        || owner.equals("java/lang/IO")
        || owner.equals("java/io/Console")
        || CALL_FUNCTIONS.contains(owner);
  }

  private @Nullable VmMethod replacement(int op, Constant.Member member) {
    for (String type : new String[] {"CellCalls", "CellTimers"}) {
      for (VmMethod each : vm.classes.find(RUNTIME + type).methods.values()) {
        if (each.info.name().equals(member.name()) && standsFor(op, each, member)) {
          return each;
        }
      }
    }
    return null;
  }

  private boolean standsFor(int op, VmMethod method, Constant.Member member) {
    String descriptor = method.info.descriptor();
    if (op == Op.INVOKESTATIC) {
      return descriptor.equals(member.descriptor()) && WITH_STATICS.contains(member.owner());
    }
    int receiverEnd = descriptor.indexOf(';') + 1;
    return descriptor.startsWith("(L")
        && member.descriptor().equals("(" + descriptor.substring(receiverEnd))
        && vm.classes
            .find(member.owner())
            .isSubclassOf(vm.classes.find(descriptor.substring(2, receiverEnd - 1)));
  }

  /** A method that calls the member with its function wrapped; null if it is given none. */
  private @Nullable CallTarget carrying(int op, Constant.Member member) {
    if (!CALL_FUNCTIONS.contains(member.owner())) {
      return null;
    }
    List<String> parameters = Descriptors.parameters(member.descriptor());
    int function = function(parameters);
    if (function < 0) {
      return null;
    }
    var builder = new ClassBuilder(member.owner() + "$$Carried$" + made++);
    var code = new CodeBuilder(builder);
    int local = 0;
    String receiver = op == Op.INVOKESTATIC ? "" : Descriptors.ofClass(member.owner());
    if (op != Op.INVOKESTATIC) {
      local = code.load(receiver, local);
    }
    for (int i = 0; i < parameters.size(); i++) {
      local = code.load(parameters.get(i), local);
      if (i == function) {
        code.call(Op.INVOKESTATIC, FUNCTIONS, "carried", wrapper(parameters.get(i)));
      }
    }
    code.call(op, member.owner(), member.name(), member.descriptor());
    code.doReturn(Descriptors.result(member.descriptor()));
    String descriptor = "(" + receiver + member.descriptor().substring(1);
    builder.method(VmMethod.STATIC | 1, Linker.SITE, descriptor, code);
    VmClass site = vm.classes.define(builder.toBytes());
    site.state = VmClass.State.INITIALIZED;
    return new CallTarget(
        Objects.requireNonNull(site.methods.get(Linker.SITE + descriptor)), descriptor);
  }

  /** Which parameter is a function: the last one, or the one before an executor. */
  private int function(List<String> parameters) {
    for (int at = parameters.size() - 1; at >= Math.max(0, parameters.size() - 2); at--) {
      if (vm.classes.find(FUNCTIONS).methods.containsKey("carried" + wrapper(parameters.get(at)))) {
        return at;
      }
    }
    return -1;
  }

  private static String wrapper(String function) {
    return "(" + function + ")" + function;
  }
}
