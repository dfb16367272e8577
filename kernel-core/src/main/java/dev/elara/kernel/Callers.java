package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import java.util.Objects;

/** Starts the kernel's own callers, and tells what runs on them. */
final class Callers {

  private Callers() {}

  /** A caller with a thread of that name, running. */
  static Caller start(String name) {
    return Caller.of(Modifier.NEW_THREAD, CallerOptions.named(name));
  }

  /** The pending of the calling task. Only for code that is called in one. */
  static Pending<?> currentTask() {
    return Objects.requireNonNull(Caller.currentPending(), "this runs in a task");
  }
}
