package dev.elara.interim;

import org.jspecify.annotations.Nullable;

/** Stub. */
@SuppressWarnings("all")
public final class ContextVar<T> {
  private final InheritableThreadLocal<T> slot = new InheritableThreadLocal<>();

  public ContextVar(String name) {}

  public @Nullable T get() {
    return slot.get();
  }

  public void set(@Nullable T t) {
    slot.set(t);
  }
}
