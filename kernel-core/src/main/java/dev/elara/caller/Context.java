package dev.elara.caller;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of context variables at one moment. Immutable; changing a variable makes a new one.
 */
public final class Context {

  static final Context EMPTY = new Context(Map.of());

  private final Map<ContextVar<?>, Object> values;

  private Context(Map<ContextVar<?>, Object> values) {
    this.values = values;
  }

  @Nullable Object value(ContextVar<?> variable) {
    return values.get(variable);
  }

  Context with(ContextVar<?> variable, @Nullable Object value) {
    var copy = new HashMap<>(values);
    if (value == null) {
      copy.remove(variable);
    } else {
      copy.put(variable, value);
    }
    return new Context(copy);
  }
}
