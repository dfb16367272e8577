package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import org.jspecify.annotations.Nullable;

/**
 * A variable that belongs to a context: a task sees the value that was set where it was scheduled,
 * and what it sets itself does not leak out. Plain threads started in a task inherit it.
 *
 * @param <T> the type of its value
 */
public final class ContextVar<T> {

  private final String name;

  /** A variable without a value; {@code name} is for people. */
  public ContextVar(String name) {
    this.name = name;
  }

  /** The value in the current context, null if there is none. Never blocks. */
  @SuppressWarnings("unchecked")
  public @Nullable T get() {
    return (T) current().value(this);
  }

  /** Sets the value for the rest of the current task or thread, and what is started from it. */
  public void set(@Nullable T value) {
    Platform.current().context(current().with(this, value));
  }

  @Override
  public String toString() {
    return "ContextVar(" + name + ")";
  }

  static Context current() {
    return Platform.current().context() instanceof Context context ? context : Context.EMPTY;
  }
}
