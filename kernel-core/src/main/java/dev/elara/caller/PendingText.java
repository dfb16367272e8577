package dev.elara.caller;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pending for people, on one line that is not too long. */
final class PendingText {

  private static final int VALUE_LIMIT = 60;
  private static final int LIMIT = 300;

  private PendingText() {}

  static String of(Pending<?> pending) {
    StringBuilder text = new StringBuilder("Pending[").append(pending.state());
    for (Map.Entry<String, @Nullable Object> entry : pending.metadata().entrySet()) {
      text.append(' ').append(entry.getKey()).append('=').append(shown(entry.getValue()));
    }
    return cut(text.toString(), LIMIT) + ']';
  }

  static String shown(@Nullable Object value) {
    return value instanceof Caller caller ? caller.name() : cut(String.valueOf(value), VALUE_LIMIT);
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 1) + '…';
  }
}
