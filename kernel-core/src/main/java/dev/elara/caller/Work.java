package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** A function a caller runs for its result. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {

  /** Does it. May wait on pendings; whatever it throws is carried by its {@link Pending}. */
  T call() throws Exception;
}
