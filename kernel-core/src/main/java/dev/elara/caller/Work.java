package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** Something to do that returns a value. It may throw anything. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {

  /** Does it. May block or wait. */
  T run() throws Exception;
}
