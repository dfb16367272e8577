package dev.elara.caller;

import dev.elara.caller.platform.Platforms;
import org.jspecify.annotations.Nullable;

/**
 * A variable whose value belongs to the context of the code that reads it: a task sees what its
 * scheduler saw, a thread what its creator saw, and neither sees the other's changes.
 *
 * <p>Thread-safe; never blocks. Keep it in a static field.
 */
public final class ContextVar<T> {

  private final String name;

  /** A variable without a value. The name is for people. */
  public ContextVar(String name) {
    this.name = name;
  }

  /** The value in the current context, or null. */
  public @Nullable T get() {
    return in(Context.current());
  }

  /** The value in that context, or null. */
  @SuppressWarnings("unchecked") // only set and where put a value there
  public @Nullable T in(Context context) {
    return (T) context.value(this);
  }

  /** Changes the value for what the calling task or thread does from here on; null removes it. */
  public void set(@Nullable T value) {
    Platforms.current().context(Context.current().with(this, value));
  }

  /**
   * Runs {@code work} with that value, on the calling strand. Blocks for as long as {@code work}
   * does.
   *
   * @throws Exception what {@code work} throws
   */
  public <R extends @Nullable Object> R where(@Nullable T value, Work<R> work) throws Exception {
    return Context.current().with(this, value).call(work);
  }

  @Override
  public String toString() {
    return "ContextVar[" + name + "]";
  }
}
