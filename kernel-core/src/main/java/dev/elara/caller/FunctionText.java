package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** A function for people: its class, or the class whose lambda it is. */
final class FunctionText {

  private FunctionText() {}

  /** What the pending's call runs; null if that has none. */
  static @Nullable String of(@Nullable Pending<?> pending) {
    Object func = pending == null ? null : pending.metadata().get("func");
    if (func == null) {
      return null;
    }
    Class<?> type = func instanceof Work<?> work ? ActionWork.classOf(work) : func.getClass();
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : "a lambda in " + name.substring(0, lambda);
  }
}
