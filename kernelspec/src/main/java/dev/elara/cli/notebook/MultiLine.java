package dev.elara.cli.notebook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text as nbformat keeps it: one string, or a list of lines with their ends.
 *
 * @see <a href="https://nbformat.readthedocs.io/en/stable/format_description.html">multi-line
 *     strings</a>
 */
final class MultiLine {

  private MultiLine() {}

  /** The text of either form; null if it is neither. */
  static @Nullable String join(@Nullable Object text) {
    return switch (text) {
      case String whole -> whole;
      case List<?> lines when lines.stream().allMatch(String.class::isInstance) -> {
        var whole = new StringBuilder();
        lines.forEach(whole::append);
        yield whole.toString();
      }
      case null, default -> null;
    };
  }

  /** The lines of {@code text} with their ends; none for an empty text. */
  static List<@Nullable Object> lines(String text) {
    List<@Nullable Object> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', start) + 1) {
      lines.add(text.substring(start, end));
      start = end;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }
}
