package dev.elara.java.runtime;

import static java.lang.constant.DirectMethodHandleDesc.Kind.STATIC;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the methods of {@link CellCalls}, {@link CellTimers}, {@link CellWaits} and {@link CellExit}
 * in the place of JDK methods that cannot know which cell calls them. Which method stands for which
 * follows from its name and parameters: an instance method's receiver is the first.
 */
final class CallProbe implements Probe {

  private static final List<Class<?>> HOLDERS =
      List.of(CellCalls.class, CellTimers.class, CellWaits.class, CellExit.class);

  private static final ClassDesc LAMBDAS = ClassDesc.of("java.lang.invoke.LambdaMetafactory");

  /** Made when the first class is woven: a kernel that starts has more urgent things to do. */
  private static final class Table {

    /** What stands for a method, by its name, descriptor and owner. */
    static final Map<String, DirectMethodHandleDesc> REPLACEMENTS = replacements();

    static final Set<String> NAMES =
        Set.copyOf(REPLACEMENTS.keySet().stream().map(CallProbe::nameOf).toList());
  }

  @Override
  public boolean call(InvokeInstruction call, CodeBuilder code) {
    if (call.opcode() == Opcode.INVOKESPECIAL) {
      return false; // super.start() in a class that overrides start: a call of it would not end
    }
    DirectMethodHandleDesc replacement =
        replacement(
            call.name().stringValue(), call.type().stringValue(), call.owner().asInternalName());
    if (replacement == null) {
      return false;
    }
    code.invokestatic(replacement.owner(), replacement.methodName(), replacement.invocationType());
    return true;
  }

  /** The same for references to methods, such as {@code pool::submit}. */
  @Override
  public boolean function(InvokeDynamicInstruction function, CodeBuilder code) {
    if (!function.bootstrapMethod().owner().equals(LAMBDAS)
        || !(function.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc referred)) {
      return false;
    }
    String owner = referred.owner().descriptorString();
    DirectMethodHandleDesc replacement =
        replacement(
            referred.methodName(),
            referred.lookupDescriptor(),
            owner.substring(1, owner.length() - 1));
    if (replacement == null) {
      return false;
    }
    ConstantDesc[] arguments = function.bootstrapArgs().toArray(ConstantDesc[]::new);
    arguments[1] = replacement;
    MethodTypeDesc type = function.typeSymbol();
    for (int i = 0; i < type.parameterCount(); i++) {
      // A receiver is bound as its own type, an argument must have that of the parameter.
      type = type.changeParameterType(i, replacement.invocationType().parameterType(i));
    }
    code.invokedynamic(
        DynamicCallSiteDesc.of(
            function.bootstrapMethod(), function.name().stringValue(), type, arguments));
    return true;
  }

  private static @Nullable DirectMethodHandleDesc replacement(
      String name, String descriptor, String owner) {
    return Table.NAMES.contains(name) ? Table.REPLACEMENTS.get(name + descriptor + owner) : null;
  }

  private static Map<String, DirectMethodHandleDesc> replacements() {
    Map<String, DirectMethodHandleDesc> found = new HashMap<>();
    for (Class<?> target : HOLDERS) {
      for (Method method : target.getDeclaredMethods()) {
        CellCalls.InPlaceOf original = method.getAnnotation(CellCalls.InPlaceOf.class);
        if (original != null) {
          add(method, original, found);
        }
      }
    }
    return found;
  }

  private static void add(
      Method method, CellCalls.InPlaceOf original, Map<String, DirectMethodHandleDesc> found) {
    MethodTypeDesc type = typeOf(method);
    MethodTypeDesc originalType = original.isStatic() ? type : type.dropParameterTypes(0, 1);
    for (Class<?> owner : original.value()) {
      found.put(
          method.getName() + originalType.descriptorString() + owner.getName().replace('.', '/'),
          MethodHandleDesc.ofMethod(
              STATIC,
              method.getDeclaringClass().describeConstable().orElseThrow(),
              method.getName(),
              type));
    }
  }

  private static MethodTypeDesc typeOf(Method method) {
    return MethodTypeDesc.of(
        method.getReturnType().describeConstable().orElseThrow(),
        Arrays.stream(method.getParameterTypes())
            .map(type -> type.describeConstable().orElseThrow())
            .toArray(ClassDesc[]::new));
  }

  private static String nameOf(String key) {
    return key.substring(0, key.indexOf('('));
  }
}
