package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** Something to do with each of the values that come. It may throw anything. */
@FunctionalInterface
public interface Handler<A extends @Nullable Object> {

  /** Handles one. May block or wait. */
  void handle(A argument) throws Exception;
}
