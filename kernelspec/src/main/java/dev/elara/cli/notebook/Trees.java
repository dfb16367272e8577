package dev.elara.cli.notebook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into trees as JSON knows them. */
final class Trees {

  private Trees() {}

  /** {@code tree} as an object; an empty one, that nobody can change, if it is none. */
  @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
  static Map<String, @Nullable Object> object(@Nullable Object tree) {
    return tree instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }
}
