package dev.elara.cli.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a {@link Notebook}: a view of its fields, unknown ones included.
 *
 * <p>Not thread-safe.
 */
public final class Cell {

  private final Map<String, @Nullable Object> fields;

  Cell(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /** A new code cell with these tags, and with an id if there is one. */
  static Cell code(String source, List<String> tags, @Nullable String id) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("tags", new ArrayList<>(tags));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("cell_type", "code");
    fields.put("execution_count", null);
    if (id != null) {
      fields.put("id", id);
    }
    fields.put("metadata", metadata);
    fields.put("outputs", new ArrayList<>());
    fields.put("source", MultiLine.lines(source));
    return new Cell(fields);
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** Whether it holds code, rather than Markdown or raw text. */
  public boolean isCode() {
    return "code".equals(fields.get("cell_type"));
  }

  /** Its source as one text. */
  public String source() {
    String source = MultiLine.join(fields.get("source"));
    return source == null ? "" : source;
  }

  /** The id by which frontends know it; null before nbformat 4.5. */
  public @Nullable String id() {
    return fields.get("id") instanceof String id ? id : null;
  }

  /** Its metadata; empty if it has none. */
  public Map<String, @Nullable Object> metadata() {
    return Trees.object(fields.get("metadata"));
  }

  /** Whether it carries a tag. */
  public boolean hasTag(String tag) {
    return metadata().get("tags") instanceof List<?> tags && tags.contains(tag);
  }

  /** Forgets what an earlier run left: its outputs and its number. */
  public void clear() {
    fields.put("execution_count", null);
    fields.put("outputs", new ArrayList<>());
  }

  /** Sets the number in front of it. */
  public void number(int executionCount) {
    fields.put("execution_count", executionCount);
  }

  void outputs(List<@Nullable Object> outputs) {
    fields.put("outputs", outputs);
  }
}
