package dev.elara.ws.contents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notebooks between their file, in which long texts are lists of lines, and clients, to which they
 * are one text.
 *
 * @see <a href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat</a>
 */
final class Notebooks {

  private Notebooks() {}

  /** For clients. Changes nothing else; unknown fields stay. */
  static Map<String, @Nullable Object> joinLines(Map<String, @Nullable Object> notebook) {
    return map(notebook, true);
  }

  /** For the file. */
  static Map<String, @Nullable Object> splitLines(Map<?, ?> notebook) {
    return map(notebook, false);
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> notebook, boolean join) {
    Map<String, @Nullable Object> mapped = copy(notebook);
    mapped.computeIfPresent("cells", (name, cells) -> each(cells, cell -> cell(cell, join)));
    return mapped;
  }

  private static Map<String, @Nullable Object> cell(
      Map<String, @Nullable Object> cell, boolean join) {
    cell.computeIfPresent("source", (name, source) -> text(source, join));
    cell.computeIfPresent("outputs", (name, outputs) -> each(outputs, one -> output(one, join)));
    cell.computeIfPresent(
        "attachments",
        (name, attachments) -> {
          Map<String, @Nullable Object> mapped = copy(attachments);
          mapped.replaceAll((file, bundle) -> bundle(bundle, join));
          return mapped;
        });
    return cell;
  }

  private static Map<String, @Nullable Object> output(
      Map<String, @Nullable Object> output, boolean join) {
    output.computeIfPresent("text", (name, text) -> text(text, join));
    output.computeIfPresent("data", (name, data) -> bundle(data, join));
    return output;
  }

  private static Object bundle(@Nullable Object data, boolean join) {
    Map<String, @Nullable Object> bundle = copy(data);
    bundle.replaceAll((type, value) -> isText(type) && value != null ? text(value, join) : value);
    return bundle;
  }

  /** Unpacked JSON is not to be touched, and base64 is one line. */
  private static boolean isText(String mimeType) {
    return mimeType.startsWith("text/")
        || mimeType.equals("image/svg+xml")
        || mimeType.equals("application/javascript");
  }

  private static Object text(Object value, boolean join) {
    if (join) {
      return value instanceof List<?> lines && lines.stream().allMatch(String.class::isInstance)
          ? String.join("", lines.stream().map(String::valueOf).toList())
          : value;
    }
    return value instanceof String text ? lines(text) : value;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end + 1));
      start = end + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private interface Change {
    Map<String, @Nullable Object> of(Map<String, @Nullable Object> object);
  }

  private static Object each(Object list, Change change) {
    if (!(list instanceof List<?> elements)) {
      return list;
    }
    List<@Nullable Object> mapped = new ArrayList<>();
    for (Object element : elements) {
      mapped.add(element instanceof Map<?, ?> object ? change.of(copy(object)) : element);
    }
    return mapped;
  }

  private static Map<String, @Nullable Object> copy(@Nullable Object object) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> map) {
      map.forEach((name, value) -> copy.put(String.valueOf(name), value));
    }
    return copy;
  }
}
