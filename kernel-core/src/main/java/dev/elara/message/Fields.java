package dev.elara.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a message's content and says precisely what is wrong with one. A field that
 * is null counts as missing; fields nobody asks for are ignored.
 */
final class Fields {

  private final String type;
  private final Map<String, @Nullable Object> content;

  Fields(String type, Map<String, @Nullable Object> content) {
    this.type = type;
    this.content = content;
  }

  String text(String field) {
    return required(field, "a string", textOrNull(field));
  }

  String text(String field, String missing) {
    String value = textOrNull(field);
    return value == null ? missing : value;
  }

  @Nullable String textOrNull(String field) {
    Object value = content.get(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(field, "a string", value);
  }

  boolean flag(String field, boolean missing) {
    Object value = content.get(field);
    if (value == null) {
      return missing;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(field, "true or false", value);
  }

  int integer(String field, int missing) {
    Integer value = integerOrNull(field);
    return value == null ? missing : value;
  }

  @Nullable Integer integerOrNull(String field) {
    Object value = content.get(field);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      double exact = number.doubleValue();
      int rounded = (int) exact;
      if (rounded == exact) {
        return rounded;
      }
    }
    throw wrong(field, "an integer of 32 bits", value);
  }

  /** An object; empty if missing. */
  Map<String, @Nullable Object> object(String field) {
    Object value = content.get(field);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return copy(field, map);
    }
    throw wrong(field, "an object", value);
  }

  /** An object whose values are strings; empty if missing. */
  Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : object(field).entrySet()) {
      if (!(entry.getValue() instanceof String text)) {
        throw wrong(field + "." + entry.getKey(), "a string", entry.getValue());
      }
      texts.put(entry.getKey(), text);
    }
    return texts;
  }

  InvalidContent wrong(String field, String expected, @Nullable Object arrived) {
    return new InvalidContent(
        type
            + ": the field '"
            + field
            + "' must be "
            + expected
            + ", but "
            + kind(arrived)
            + " arrived.");
  }

  private <T> T required(String field, String expected, @Nullable T value) {
    if (value == null) {
      throw new InvalidContent(
          type + ": the field '" + field + "' is missing; it must be " + expected + ".");
    }
    return value;
  }

  private Map<String, @Nullable Object> copy(String field, Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw wrong(field, "an object with string keys", map);
      }
      copy.put(name, entry.getValue());
    }
    return copy;
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "a string of " + text.length() + " characters";
      case Boolean flag -> flag.toString();
      case Number number -> "the number " + number;
      case List<?> list -> "a list of " + list.size();
      case Map<?, ?> map -> "an object with " + map.size() + " keys";
      default -> "a " + value.getClass().getName();
    };
  }
}
