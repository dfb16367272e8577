package dev.elara.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could stand at the cursor.
 *
 * @param items best first
 * @param start where the text to replace starts, in UTF-16 units of the code
 * @param end where it ends
 */
public record Completions(List<Item> items, int start, int end) {

  public Completions {
    items = List.copyOf(items);
  }

  /**
   * One way to go on.
   *
   * @param text what replaces the range
   * @param kind {@code class}, {@code method}, {@code field}, {@code keyword}, …, as JupyterLab
   *     shows it, or null
   * @param signature parameters and result, or null
   */
  public record Item(String text, @Nullable String kind, @Nullable String signature) {}

  /** Nothing fits. */
  public static Completions none(int cursor) {
    return new Completions(List.of(), cursor, cursor);
  }
}
