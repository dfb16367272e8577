package dev.elara.cli.json;

import java.nio.charset.StandardCharsets;

/**
 * How a JSON file is laid out: what {@link JsonWriter} needs to write it back as it was.
 *
 * @param indent the blanks of one level
 * @param ascii whether everything beyond ASCII is written as {@code \}{@code u} escapes
 * @param lineEnd what ends a line
 * @param lastLineEnded whether the last line has an end too
 */
public record JsonStyle(String indent, boolean ascii, String lineEnd, boolean lastLineEnded) {

  /** As Jupyter writes notebooks. */
  public static final JsonStyle NOTEBOOK = new JsonStyle(" ", false, "\n", true);

  /** As {@link #NOTEBOOK}, with two blanks a level. */
  public static final JsonStyle TWO_BLANKS = new JsonStyle("  ", false, "\n", true);

  /** The style of an existing file; what it does not show is as in {@link #NOTEBOOK}. */
  public static JsonStyle of(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    boolean ascii =
        text.chars().allMatch(c -> c < 0x80)
            && text.matches("(?s).*\\\\u(?!00[01])[0-9a-fA-F]{4}.*");
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    return new JsonStyle(indentOf(text), ascii, lineEnd, text.endsWith("\n"));
  }

  private static String indentOf(String text) {
    int line = text.indexOf('\n') + 1;
    int end = line;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return line > 0 && end > line ? text.substring(line, end) : NOTEBOOK.indent;
  }
}
