package dev.elara.java.runtime;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Wraps functions that cells hand to certain JDK and kernel classes, see {@link CellFunctions}:
 * wherever a method of those has a function as its last parameter, or before an executor at the
 * end.
 */
final class FunctionProbe implements Probe {

  private static final ClassDesc TARGET = ClassDesc.of(CellFunctions.class.getName());

  /** Who calls functions in threads that may know no cell, or another one. */
  private static final Set<String> OWNERS =
      Set.of(
          "java/util/concurrent/CompletableFuture",
          "java/util/concurrent/CompletionStage",
          "java/util/concurrent/CompletionService",
          "java/util/concurrent/ExecutorCompletionService",
          "java/util/concurrent/ForkJoinPool",
          "java/lang/ref/Cleaner",
          "dev/elara/caller/Caller",
          "dev/elara/caller/CallRequest");

  /** The types of functions that can be wrapped, and the type of the wrapping method. */
  private static final Map<ClassDesc, MethodTypeDesc> WRAPPERS =
      Arrays.stream(CellFunctions.class.getMethods())
          .filter(method -> method.getDeclaringClass() == CellFunctions.class)
          .map(Method::getReturnType)
          .map(type -> type.describeConstable().orElseThrow())
          .collect(Collectors.toMap(type -> type, type -> MethodTypeDesc.of(type, type)));

  @Override
  public boolean call(InvokeInstruction call, CodeBuilder code) {
    if (OWNERS.contains(call.owner().asInternalName())) {
      List<ClassDesc> types = call.typeSymbol().parameterList();
      MethodTypeDesc last = types.isEmpty() ? null : WRAPPERS.get(types.getLast());
      if (last != null) {
        wrap(last, false, code);
      } else if (types.size() > 1 && !types.getLast().isPrimitive()) {
        MethodTypeDesc lastButOne = WRAPPERS.get(types.get(types.size() - 2));
        if (lastButOne != null) {
          wrap(lastButOne, true, code);
        }
      }
    }
    return false;
  }

  private static void wrap(MethodTypeDesc wrapper, boolean behindFunction, CodeBuilder code) {
    if (behindFunction) {
      code.swap();
    }
    code.invokestatic(TARGET, "carried", wrapper);
    if (behindFunction) {
      code.swap();
    }
  }
}
