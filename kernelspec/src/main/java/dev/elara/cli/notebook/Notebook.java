package dev.elara.cli.notebook;

import dev.elara.cli.json.JsonReader;
import dev.elara.cli.json.JsonStyle;
import dev.elara.cli.json.JsonWriter;
import dev.elara.cli.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notebook of nbformat 4, any minor version. What nobody changes is written back as it was read:
 * unknown fields, the order of fields, the form of numbers and of multi-line texts. A file that
 * Jupyter itself has written comes back byte for byte.
 *
 * <p>Not thread-safe.
 *
 * @see <a href="https://nbformat.readthedocs.io/en/stable/format_description.html">nbformat</a>
 */
public final class Notebook {

  private static final int FIRST_MINOR_WITH_IDS = 5;

  private final Map<String, @Nullable Object> fields;
  private final JsonStyle style;
  private final List<@Nullable Object> cellTrees;
  private final List<Cell> cells = new ArrayList<>();

  private Notebook(Map<String, @Nullable Object> fields, JsonStyle style) throws NotANotebook {
    this.fields = fields;
    this.style = style;
    this.cellTrees = cellTreesOf(fields);
    for (int i = 0; i < cellTrees.size(); i++) {
      cells.add(cell(i, cellTrees.get(i)));
    }
    if (hasIds()) {
      cells.stream().filter(cell -> cell.id() == null).forEach(c -> c.fields().put("id", newId()));
    }
  }

  /**
   * The notebook in a file's content.
   *
   * @throws NotANotebook if it is something else, or of an nbformat other than 4
   */
  public static Notebook read(byte[] file) throws NotANotebook {
    Object tree;
    try {
      tree = JsonReader.read(file);
    } catch (MalformedJson e) {
      throw new NotANotebook("it is not valid JSON: " + e.getMessage());
    }
    if (!(tree instanceof Map<?, ?>)) {
      throw new NotANotebook("it is JSON, but not an object with cells");
    }
    Map<String, @Nullable Object> fields = Trees.object(tree);
    checkVersion(fields);
    return new Notebook(fields, JsonStyle.of(file));
  }

  private static void checkVersion(Map<String, @Nullable Object> fields) throws NotANotebook {
    Object version = fields.get("nbformat");
    if (version == null) {
      throw new NotANotebook("it is JSON, but has no \"nbformat\"");
    }
    switch (version.toString()) {
      case "4" -> {}
      case "1", "2", "3" ->
          throw new NotANotebook(
              "it is of nbformat %s; convert it with `jupyter nbconvert --to notebook`"
                  .formatted(version));
      default ->
          throw new NotANotebook(
              "it is of nbformat %s, which this version does not know; it reads nbformat 4"
                  .formatted(version));
    }
  }

  @SuppressWarnings("unchecked") // What the reader makes of a JSON array holds any of its values.
  private static List<@Nullable Object> cellTreesOf(Map<String, @Nullable Object> fields)
      throws NotANotebook {
    if (fields.get("cells") instanceof List<?> cells) {
      return (List<@Nullable Object>) cells;
    }
    throw new NotANotebook("it has no list of \"cells\"");
  }

  private static Cell cell(int index, @Nullable Object tree) throws NotANotebook {
    Map<String, @Nullable Object> fields = Trees.object(tree);
    if (!(fields.get("cell_type") instanceof String)) {
      throw new NotANotebook("its cell " + index + " (from 0) has no \"cell_type\"");
    }
    if (MultiLine.join(fields.get("source")) == null) {
      throw new NotANotebook(
          "the \"source\" of its cell "
              + index
              + " (from 0) is neither a text nor a list of texts");
    }
    return new Cell(fields);
  }

  /** Its cells in order. */
  public List<Cell> cells() {
    return List.copyOf(cells);
  }

  /** Puts a new code cell with these tags in front of the cell that is at {@code index} now. */
  public void insertCode(int index, String source, List<String> tags) {
    Cell cell = Cell.code(source, tags, hasIds() ? newId() : null);
    cells.add(index, cell);
    cellTrees.add(index, cell.fields());
  }

  /** Takes a cell out. */
  public void remove(Cell cell) {
    int index = cells.indexOf(cell);
    cells.remove(index);
    cellTrees.remove(index);
  }

  /**
   * The language it is written in, in lower case, as its kernelspec or else its language_info says;
   * null if neither does.
   */
  public @Nullable String language() {
    Map<String, @Nullable Object> metadata = Trees.object(fields.get("metadata"));
    Object language = Trees.object(metadata.get("kernelspec")).get("language");
    if (!(language instanceof String)) {
      language = Trees.object(metadata.get("language_info")).get("name");
    }
    return language instanceof String name ? name.toLowerCase(Locale.ROOT) : null;
  }

  /**
   * Says which language ran it, and which kernel if it does not name one yet; in the order of
   * names, which is that of files that Jupyter writes.
   */
  public void ranOn(
      Map<String, @Nullable Object> languageInfo, Map<String, @Nullable Object> kernelspec) {
    if (!(fields.get("metadata") instanceof Map<?, ?>)) {
      fields.put("metadata", new LinkedHashMap<String, @Nullable Object>());
    }
    Map<String, @Nullable Object> metadata = Trees.object(fields.get("metadata"));
    metadata.putIfAbsent("kernelspec", new TreeMap<>(kernelspec));
    metadata.put("language_info", new TreeMap<>(languageInfo));
  }

  /** The file's content. */
  public byte[] write() {
    return JsonWriter.write(fields, style);
  }

  private boolean hasIds() {
    Object minor = fields.get("nbformat_minor");
    return minor instanceof Number number && number.intValue() >= FIRST_MINOR_WITH_IDS;
  }

  private static String newId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
