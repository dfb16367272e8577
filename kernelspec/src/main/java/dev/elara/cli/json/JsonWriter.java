package dev.elara.cli.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of null, Boolean, Number, String, {@code List} and {@code Map} as Python's {@code
 * json.dumps} does with an indent, which is how Jupyter lays out notebooks. A half of a surrogate
 * pair, which UTF-8 cannot hold, is written as an escape.
 *
 * <p>Keeps no state beyond one call.
 */
public final class JsonWriter {

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder out = new StringBuilder();
  private final JsonStyle style;

  private JsonWriter(JsonStyle style) {
    this.style = style;
  }

  /** The file of {@code tree} in UTF-8. */
  public static byte[] write(@Nullable Object tree, JsonStyle style) {
    var writer = new JsonWriter(style);
    writer.value(tree, style.lineEnd());
    if (style.lastLineEnded()) {
      writer.out.append(style.lineEnd());
    }
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** {@code newLine} is the line end with the indent of the level this value stands on. */
  private void value(@Nullable Object value, String newLine) {
    switch (value) {
      case null -> out.append("null");
      case String text -> string(text);
      case Map<?, ?> fields -> object(fields, newLine);
      case List<?> items -> array(items, newLine);
      case Boolean _, Number _ -> out.append(value);
      default -> throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private void object(Map<?, ?> fields, String newLine) {
    if (fields.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = newLine + style.indent();
    char before = '{';
    for (var field : fields.entrySet()) {
      out.append(before).append(inner);
      string((String) field.getKey());
      out.append(": ");
      value(field.getValue(), inner);
      before = ',';
    }
    out.append(newLine).append('}');
  }

  private void array(List<?> items, String newLine) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    String inner = newLine + style.indent();
    char before = '[';
    for (Iterator<?> i = items.iterator(); i.hasNext(); before = ',') {
      out.append(before).append(inner);
      value(i.next(), inner);
    }
    out.append(newLine).append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || (c >= 0x80 && style.ascii()) || isHalf(text, i)) {
            out.append("\\u").append(HEX.toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
