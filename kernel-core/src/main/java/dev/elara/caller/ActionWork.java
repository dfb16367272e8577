package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** An action as work: its result is null. */
record ActionWork(Action action) implements Work<@Nullable Void> {

  /** The class of the function that the user gave. */
  static Class<?> classOf(Work<?> work) {
    return work instanceof ActionWork(Action action) ? action.getClass() : work.getClass();
  }

  @Override
  @SuppressWarnings("NullAway") // the result is null by its type
  public @Nullable Void run() throws Exception {
    action.run();
    return null;
  }
}
