package dev.elara.java.assist;

/**
 * The source line of a problem and a second line that underlines the wrong piece of it.
 *
 * @param line the line, tabs as four spaces
 * @param underline spaces and carets, so many that they stand under the piece in a fixed-width font
 */
record Excerpt(String line, String underline) {

  /** The line that {@code position} is in; underlined is what of start to end is on that line. */
  static Excerpt of(String source, int start, int position, int end) {
    int at = Math.clamp(position, 0, source.length());
    int lineStart = source.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = source.indexOf('\n', at);
    var line = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
    int from = Math.clamp(start, lineStart, at) - lineStart;
    int to = Math.clamp(end, at, lineStart + line.length()) - lineStart;
    int carets = Math.max(1, width(line.substring(from, Math.max(from, to)).stripTrailing()));
    return new Excerpt(
        shown(line).stripTrailing(),
        " ".repeat(width(line.substring(0, from))) + "^".repeat(carets));
  }

  private static String shown(String text) {
    return text.replace("\t", "    ").replace("\r", "");
  }

  /** How many columns {@code text} takes: ideographs and emoji two, combining marks none. */
  private static int width(String text) {
    return shown(text).codePoints().map(Excerpt::columns).sum();
  }

  private static int columns(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    var wide =
        (codePoint >= 0x1100 && codePoint <= 0x115F)
            || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
            || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
