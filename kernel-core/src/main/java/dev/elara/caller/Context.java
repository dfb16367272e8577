package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all context variables at one time. Copied when a function is scheduled and in place
 * while it runs, across its waits.
 *
 * <p>Immutable, so a copy is a reference.
 */
public final class Context {

  /** The context in which no variable has a value. */
  public static final Context EMPTY = new Context(Map.of());

  private final Map<ContextVar<?>, Object> values;

  private Context(Map<ContextVar<?>, Object> values) {
    this.values = values;
  }

  /** The context of the calling task or thread. Never blocks. */
  public static Context current() {
    return of(Platforms.current());
  }

  static Context of(Platform platform) {
    return platform.context() instanceof Context context ? context : EMPTY;
  }

  /**
   * Runs {@code work} in this context, on the calling strand. What it sets does not leak out.
   * Blocks for as long as {@code work} does.
   *
   * @throws Exception what {@code work} throws
   */
  public <T extends @Nullable Object> T call(Work<T> work) throws Exception {
    Platform platform = Platforms.current();
    Object before = platform.context();
    platform.context(this);
    try {
      return work.run();
    } finally {
      platform.context(before);
    }
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  @Nullable Object value(ContextVar<?> variable) {
    return values.get(variable);
  }

  Context with(ContextVar<?> variable, @Nullable Object value) {
    Map<ContextVar<?>, Object> changed = new HashMap<>(values);
    if (value == null) {
      changed.remove(variable);
    } else {
      changed.put(variable, value);
    }
    return new Context(changed);
  }
}
