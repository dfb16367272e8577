package dev.elara.java.runtime;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts the methods of {@link CellCalls} in the place of JDK methods that cannot know which cell
 * calls them. Which method stands for which follows from its name and parameters: an instance
 * method's receiver is the first.
 */
final class CallProbe implements Probe {

  private static final ClassDesc TARGET = ClassDesc.of(CellCalls.class.getName());

  /** Name and descriptor of the replacement, without the receiver, by that of the original. */
  private static final Map<String, MethodTypeDesc> REPLACEMENTS = replacements();

  private static final Set<String> NAMES =
      Set.copyOf(REPLACEMENTS.keySet().stream().map(CallProbe::nameOf).toList());

  @Override
  public boolean call(InvokeInstruction call, CodeBuilder code) {
    if (!NAMES.contains(call.name().stringValue())) {
      return false;
    }
    MethodTypeDesc replacement =
        REPLACEMENTS.get(
            call.name().stringValue() + call.type().stringValue() + call.owner().asInternalName());
    if (replacement == null) {
      return false;
    }
    code.invokestatic(TARGET, call.name().stringValue(), replacement);
    return true;
  }

  private static Map<String, MethodTypeDesc> replacements() {
    Map<String, MethodTypeDesc> found = new HashMap<>();
    for (Method method : CellCalls.class.getDeclaredMethods()) {
      CellCalls.InPlaceOf original = method.getAnnotation(CellCalls.InPlaceOf.class);
      if (original != null) {
        MethodTypeDesc type = typeOf(method);
        MethodTypeDesc originalType = original.isStatic() ? type : type.dropParameterTypes(0, 1);
        for (Class<?> owner : original.value()) {
          found.put(
              method.getName()
                  + originalType.descriptorString()
                  + owner.getName().replace('.', '/'),
              type);
        }
      }
    }
    return found;
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
