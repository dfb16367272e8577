package dev.elara.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes contents of messages: maps that keep the order in which their fields were named. */
public final class Content {

  private Content() {}

  /**
   * A content of alternating names and values.
   *
   * @throws IllegalArgumentException if a name is not a string or the last value is missing
   */
  public static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("A content needs a value after each name.");
    }
    Map<String, @Nullable Object> content = new LinkedHashMap<>(namesAndValues.length);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        throw new IllegalArgumentException("Name " + i / 2 + " of a content is not a string.");
      }
      content.put(name, namesAndValues[i + 1]);
    }
    return content;
  }

  /** The content of a reply to a request that succeeded: {@code status: ok} and these fields. */
  public static Map<String, @Nullable Object> ok(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> content = Content.of("status", "ok");
    content.putAll(of(namesAndValues));
    return content;
  }

  /** The content of a reply to a request that failed. */
  public static Map<String, @Nullable Object> error(
      String name, String message, List<String> traceback) {
    return of("status", "error", "ename", name, "evalue", message, "traceback", traceback);
  }

  /** A reply that says in one line what went wrong. */
  public static Map<String, @Nullable Object> error(String name, String message) {
    return error(name, message, List.of(name + ": " + message));
  }
}
