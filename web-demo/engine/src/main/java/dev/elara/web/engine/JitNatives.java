package dev.elara.web.engine;

/** Which of the engine's own methods compiled code may call. */
final class JitNatives {

  private static final String[] OWNERS = {
    "java/lang/Math",
    "java/lang/StrictMath",
    "java/lang/Float",
    "java/lang/Double",
    "java/lang/Integer",
    "java/lang/StringLatin1",
    "java/lang/StringUTF16",
    "java/lang/StringCoding",
    "java/lang/invoke/VarHandle",
    "jdk/internal/util/ArraysSupport",
    "jdk/internal/util/DecimalDigits"
  };

  private JitNatives() {}

  /** Whether it neither waits nor calls nor looks at the thread's frames. */
  static boolean isSafe(VmMethod method) {
    String owner = method.owner.name;
    String name = method.info.name();
    for (String each : OWNERS) {
      if (each.equals(owner)) {
        return true;
      }
    }
    return switch (owner) {
      case "jdk/internal/misc/Unsafe" ->
          name.startsWith("get") || name.startsWith("put") || name.startsWith("compare");
      case "java/lang/System" ->
          name.equals("arraycopy") || name.equals("nanoTime") || name.equals("identityHashCode");
      case "java/lang/Object" ->
          name.equals("getClass") || name.equals("hashCode") || name.equals("clone");
      case "java/lang/Class" -> name.equals("isInstance") || name.equals("isAssignableFrom");
      case "java/lang/Thread" -> name.startsWith("current");
      case "java/lang/reflect/Array" -> name.equals("newArray") || name.equals("getLength");
      default -> false;
    };
  }
}
