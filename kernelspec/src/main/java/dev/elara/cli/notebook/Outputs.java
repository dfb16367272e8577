package dev.elara.cli.notebook;

import dev.elara.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a kernel publishes while a notebook runs, and puts it into the cells it belongs to
 * in the form of nbformat: neighbouring texts of one stream become one output, a display that is
 * updated changes wherever it stands, {@code clear_output} clears.
 *
 * <p>Not thread-safe.
 *
 * @see <a
 *     href="https://nbformat.readthedocs.io/en/stable/format_description.html#code-cell-outputs">code
 *     cell outputs</a>
 */
public final class Outputs {

  /** An output in the making. */
  private sealed interface Output {

    /** Text of one stream. */
    record Stream(String name, StringBuilder text) implements Output {}

    /** Anything else, in nbformat's fields. */
    record Fields(Map<String, @Nullable Object> fields) implements Output {}
  }

  /** The outputs of one cell. */
  private static final class OfCell {
    final List<Output> outputs = new ArrayList<>();
    boolean clearBeforeNext;
  }

  private final Map<Cell, OfCell> cells = new LinkedHashMap<>();
  private final Map<String, List<Map<String, @Nullable Object>>> displays = new HashMap<>();

  /** Takes a message that belongs to {@code cell}; types that are no output are ignored. */
  public void add(Cell cell, Message message) {
    OfCell its = cells.computeIfAbsent(cell, _ -> new OfCell());
    Map<String, @Nullable Object> content = message.content();
    switch (message.type()) {
      case "stream" -> stream(its, text(content.get("name")), text(content.get("text")));
      case "display_data" -> append(its, bundle("display_data", content, false), content);
      case "execute_result" -> append(its, bundle("execute_result", content, true), content);
      case "update_display_data" -> update(content);
      case "error" -> append(its, error(content), content);
      case "clear_output" -> clear(its, Boolean.TRUE.equals(content.get("wait")));
      default -> {}
    }
  }

  /** Writes what was collected into the cells. */
  public void store() {
    BiConsumer<Cell, OfCell> store =
        (cell, its) -> {
          List<@Nullable Object> trees = new ArrayList<>();
          its.outputs.forEach(output -> trees.add(tree(output)));
          cell.outputs(trees);
        };
    cells.forEach(store);
  }

  private void stream(OfCell its, String name, String text) {
    beforeNext(its);
    if (!its.outputs.isEmpty()
        && its.outputs.getLast() instanceof Output.Stream last
        && last.name.equals(name)) {
      last.text.append(text);
    } else {
      its.outputs.add(new Output.Stream(name, new StringBuilder(text)));
    }
  }

  private void append(
      OfCell its, Map<String, @Nullable Object> fields, Map<String, @Nullable Object> content) {
    beforeNext(its);
    its.outputs.add(new Output.Fields(fields));
    if (displayId(content) instanceof String id) {
      displays.computeIfAbsent(id, _ -> new ArrayList<>()).add(fields);
    }
  }

  private void update(Map<String, @Nullable Object> content) {
    for (var fields : displays.getOrDefault(String.valueOf(displayId(content)), List.of())) {
      fields.put("data", data(content));
      fields.put("metadata", content.getOrDefault("metadata", Map.of()));
    }
  }

  private static void clear(OfCell its, boolean wait) {
    its.clearBeforeNext = wait;
    if (!wait) {
      its.outputs.clear();
    }
  }

  private static void beforeNext(OfCell its) {
    if (its.clearBeforeNext) {
      clear(its, false);
    }
  }

  private static @Nullable Object displayId(Map<String, @Nullable Object> content) {
    return Trees.object(content.get("transient")).get("display_id");
  }

  private static Map<String, @Nullable Object> bundle(
      String type, Map<String, @Nullable Object> content, boolean counted) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("data", data(content));
    if (counted) {
      fields.put("execution_count", content.get("execution_count"));
    }
    fields.put("metadata", content.getOrDefault("metadata", Map.of()));
    fields.put("output_type", type);
    return fields;
  }

  private static Map<String, @Nullable Object> error(Map<String, @Nullable Object> content) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("ename", content.get("ename"));
    fields.put("evalue", content.get("evalue"));
    fields.put("output_type", "error");
    fields.put("traceback", content.get("traceback"));
    return fields;
  }

  private static Map<String, @Nullable Object> data(Map<String, @Nullable Object> content) {
    Map<String, @Nullable Object> data = new TreeMap<>(); // the order in which Jupyter writes
    Trees.object(content.get("data"))
        .forEach((type, value) ->
            data.put(
                type,
                value instanceof String text && isLines(type) ? MultiLine.lines(text) : value));
    return data;
  }

  /** Which representations nbformat keeps line by line. */
  private static boolean isLines(String mimeType) {
    return mimeType.startsWith("text/")
        || mimeType.equals("application/javascript")
        || mimeType.equals("image/svg+xml");
  }

  private static Map<String, @Nullable Object> tree(Output output) {
    return switch (output) {
      case Output.Fields(var fields) -> fields;
      case Output.Stream(var name, var text) -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("output_type", "stream");
        fields.put("text", MultiLine.lines(text.toString()));
        yield fields;
      }
    };
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
