package dev.elara.ws.contents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Notebooks of format 3, of before 2015, as format 4 has them. What is saved is format 4.
 *
 * @see <a href="https://nbformat.readthedocs.io/en/latest/changelog.html">what changed</a>
 */
final class OldNotebooks {

  /** What was a key of an output, and is a MIME type in its data. */
  private static final Map<String, String> MIME_TYPES =
      Map.of(
          "text", "text/plain",
          "html", "text/html",
          "svg", "image/svg+xml",
          "png", "image/png",
          "jpeg", "image/jpeg",
          "latex", "text/latex",
          "json", "application/json",
          "javascript", "application/javascript",
          "pdf", "application/pdf");

  private OldNotebooks() {}

  /** A notebook of format 3, in format 4. */
  static Map<String, @Nullable Object> upgraded(Map<String, @Nullable Object> old) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Map<String, @Nullable Object> sheet : objects(old.get("worksheets"))) {
      objects(sheet.get("cells")).forEach(cell -> cells.add(cell(cell)));
    }
    Map<String, @Nullable Object> notebook = new LinkedHashMap<>();
    notebook.put("cells", cells);
    Map<String, @Nullable Object> metadata = object(old.get("metadata"));
    metadata.remove("name");
    metadata.put("orig_nbformat", 3);
    notebook.put("metadata", metadata);
    notebook.put("nbformat", 4);
    notebook.put("nbformat_minor", 0);
    return notebook;
  }

  private static Map<String, @Nullable Object> cell(Map<String, @Nullable Object> old) {
    String type = String.valueOf(old.get("cell_type"));
    Map<String, @Nullable Object> cell = new LinkedHashMap<>();
    Map<String, @Nullable Object> metadata = object(old.get("metadata"));
    cell.put("cell_type", type.equals("code") || type.equals("raw") ? type : "markdown");
    cell.put("metadata", metadata);
    if (type.equals("code")) {
      if (Boolean.TRUE.equals(old.get("collapsed"))) {
        metadata.put("collapsed", true);
      }
      cell.put("execution_count", old.get("prompt_number"));
      cell.put("source", Objects.requireNonNullElse(old.get("input"), ""));
      cell.put("outputs", objects(old.get("outputs")).stream().map(OldNotebooks::output).toList());
    } else {
      Object source = Objects.requireNonNullElse(old.get("source"), "");
      cell.put("source", type.equals("heading") ? heading(old.get("level"), source) : source);
    }
    return cell;
  }

  private static String heading(@Nullable Object level, Object source) {
    String text =
        source instanceof List<?> lines
            ? String.join("", lines.stream().map(String::valueOf).toList())
            : source.toString();
    int depth = level instanceof Number number ? Math.clamp(number.intValue(), 1, 6) : 1;
    return "#".repeat(depth) + " " + text.replace('\n', ' ').strip();
  }

  private static Map<String, @Nullable Object> output(Map<String, @Nullable Object> old) {
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    String type = String.valueOf(old.get("output_type"));
    switch (type) {
      case "stream" -> {
        output.put("output_type", type);
        output.put("name", Objects.requireNonNullElse(old.get("stream"), "stdout"));
        output.put("text", Objects.requireNonNullElse(old.get("text"), ""));
      }
      case "pyerr" -> {
        output.put("output_type", "error");
        output.put("ename", old.get("ename"));
        output.put("evalue", old.get("evalue"));
        output.put("traceback", old.get("traceback"));
      }
      default -> {
        boolean result = type.equals("pyout");
        output.put("output_type", result ? "execute_result" : "display_data");
        if (result) {
          output.put("execution_count", old.get("prompt_number"));
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        MIME_TYPES.forEach((key, mime) -> {
          if (old.get(key) != null) {
            data.put(mime, old.get(key));
          }
        });
        output.put("data", data);
        output.put("metadata", object(old.get("metadata")));
      }
    }
    return output;
  }

  private static List<Map<String, @Nullable Object>> objects(@Nullable Object list) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    if (list instanceof List<?> elements) {
      elements.stream()
          .filter(Map.class::isInstance)
          .forEach(element -> objects.add(object(element)));
    }
    return objects;
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, one) -> object.put(String.valueOf(name), one));
    }
    return object;
  }
}
