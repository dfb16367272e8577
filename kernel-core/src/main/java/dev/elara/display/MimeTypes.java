package dev.elara.display;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the protocol demands of mime types and of what stands under them. */
final class MimeTypes {

  private MimeTypes() {}

  /** {@code type} if it has the form {@code part/part}, else an error that says so. */
  static String checked(String type) {
    int slash = type.indexOf('/');
    if (slash <= 0 || !isPart(type, 0, slash) || !isPart(type, slash + 1, type.length())) {
      throw new IllegalArgumentException(
          "'" + type + "' is no mime type. A mime type looks like text/html or image/svg+xml.");
    }
    return type;
  }

  private static boolean isPart(String type, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = type.charAt(i);
      if (c >= 128 || (!Character.isLetterOrDigit(c) && "_-+.".indexOf(c) < 0)) {
        return false;
      }
    }
    return end > start;
  }

  /** JSON trees stand as they are, everything else as text. */
  static Object representation(@Nullable Object value) {
    return value instanceof Map || value instanceof List ? value : String.valueOf(value);
  }
}
