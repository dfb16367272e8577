package dev.elara.message;

/**
 * Converts positions in text between Unicode code points, which the protocol counts, and UTF-16
 * units, which Java counts, and mends text that is no sequence of code points. A position outside
 * the text becomes the nearest end.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#cursor-pos-unicode-note">the
 *     note on cursor_pos</a>
 */
public final class CodePoints {

  private static final char REPLACEMENT = '\ufffd';

  private CodePoints() {}

  /** The UTF-16 position of the {@code codePoints}-th code point. */
  public static int toUtf16(String text, int codePoints) {
    int position = 0;
    for (int left = codePoints; left > 0 && position < text.length(); left--) {
      position += Character.charCount(text.codePointAt(position));
    }
    return position;
  }

  /** How many code points stand before the UTF-16 position {@code position}. */
  public static int fromUtf16(String text, int position) {
    int end = Math.max(0, Math.min(position, text.length()));
    return text.codePointCount(0, end);
  }

  /** The text with U+FFFD for every half of a surrogate pair, which UTF-8 cannot hold. */
  public static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
        i++;
        continue;
      }
      mended = mended == null ? new StringBuilder(text) : mended;
      mended.setCharAt(i, REPLACEMENT);
    }
    return mended == null ? text : mended.toString();
  }
}
