package dev.elara.kernel;

import dev.elara.shell.StreamName;

/** Counts what an execution writes and cuts what is past its limit, saying so. Not thread-safe. */
final class StreamLimit {

  private final long limitBytes;
  private long bytes;
  private boolean reached;
  private long cutUnits;
  private StreamName cutStream = StreamName.STDOUT;

  StreamLimit(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** As much of {@code text} as may go out, with a note where the cut begins. */
  String admit(StreamName stream, String text) {
    int end = reached ? 0 : fitting(text);
    if (end == text.length()) {
      return text;
    }
    cutStream = stream;
    cutUnits += (long) text.length() - end;
    if (reached) {
      return "";
    }
    reached = true;
    return text.substring(0, end)
        + "\n[The output of this cell has reached its limit of "
        + size()
        + "; what follows is cut.]\n";
  }

  /** The stream on which {@link #report} belongs. */
  StreamName cutStream() {
    return cutStream;
  }

  /** What was cut since the last report; empty if nothing. */
  String report() {
    long cut = cutUnits;
    cutUnits = 0;
    return cut == 0 ? "" : "[" + cut + " characters of this cell's output were cut.]\n";
  }

  /** How many units of {@code text} fit; counts their bytes. */
  private int fitting(String text) {
    for (int i = 0; i < text.length(); i++) {
      int width = width(text.charAt(i));
      if (bytes + width > limitBytes) {
        return i > 0 && Character.isLowSurrogate(text.charAt(i)) ? i - 1 : i;
      }
      bytes += width;
    }
    return text.length();
  }

  /** Bytes of UTF-8; a surrogate pair has four, two for each half. */
  private static int width(char unit) {
    if (unit < 0x80) {
      return 1;
    }
    return unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
  }

  private String size() {
    return limitBytes >= 1 << 20 ? (limitBytes >> 20) + " MB" : limitBytes + " bytes";
  }
}
