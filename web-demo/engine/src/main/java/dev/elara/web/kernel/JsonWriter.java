package dev.elara.web.kernel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes trees of maps, lists, strings, numbers, booleans and null as JSON text. */
final class JsonWriter {

  private JsonWriter() {}

  /** The text. Anything else in the tree is written as the string it is. */
  static String text(@Nullable Object value) {
    var out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Double number when number.isNaN() || number.isInfinite() -> out.append("null");
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag.booleanValue());
      case Map<?, ?> map -> {
        char before = '{';
        for (Map.Entry<?, ?> each : map.entrySet()) {
          out.append(before).append(Port.quoted(String.valueOf(each.getKey()))).append(':');
          write(out, each.getValue());
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
      case List<?> list -> {
        char before = '[';
        for (Object each : list) {
          write(out.append(before), each);
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      default -> out.append(Port.quoted(value.toString()));
    }
  }
}
