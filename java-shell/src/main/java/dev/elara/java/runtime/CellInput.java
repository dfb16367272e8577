package dev.elara.java.runtime;

import dev.elara.shell.Execution;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was typed for one execution and not yet read: a line at a time, as bytes in UTF-8.
 *
 * <p>Thread-safe. No lock is held while the user is asked, because whoever waits lets other tasks
 * of its caller run, and one of them may read too.
 */
final class CellInput {

  private static final byte[] NOTHING = {};

  /** Guarded by itself. The values hold no execution, so that one can be collected. */
  private static final Map<Execution, CellInput> ALL = new WeakHashMap<>();

  /** Guarded by this. */
  private byte[] typed = NOTHING;

  /** How much of {@link #typed} has been read; guarded by this. */
  private int position;

  /** The input of an execution. */
  static CellInput of(Execution execution) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(execution, key -> new CellInput());
    }
  }

  /**
   * Reads some bytes, at most up to the end of a line. Blocks until there is one, unless {@code
   * length} is 0.
   *
   * @return how many, or -1 at the end of input
   * @throws dev.elara.shell.StdinNotAllowed if nobody can be asked
   */
  int read(Execution execution, byte[] into, int offset, int length) {
    while (true) {
      int count = take(into, offset, length);
      if (count > 0 || length == 0) {
        return count;
      }
      String line = execution.readLine("", false);
      if (line == null) {
        return -1;
      }
      append(line + "\n");
    }
  }

  /**
   * The rest of a line that has been read in part, or else a new line, asked for under a prompt.
   *
   * @return the line without its end, or null at the end of input
   */
  @Nullable String readLine(Execution execution, String prompt, boolean password) {
    String rest = takeLine();
    return rest != null ? rest : execution.readLine(prompt, password);
  }

  /** How many bytes can be read without asking. */
  synchronized int available() {
    return typed.length - position;
  }

  private synchronized int take(byte[] into, int offset, int length) {
    int count = Math.min(length, available());
    System.arraycopy(typed, position, into, offset, count);
    position += count;
    return count;
  }

  private synchronized @Nullable String takeLine() {
    for (int end = position; end < typed.length; end++) {
      if (typed[end] == '\n') {
        String line = new String(typed, position, end - position, StandardCharsets.UTF_8);
        position = end + 1;
        return line;
      }
    }
    return null;
  }

  private synchronized void append(String text) {
    byte[] more = text.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[available() + more.length];
    int rest = take(all, 0, available());
    System.arraycopy(more, 0, all, rest, more.length);
    typed = all;
    position = 0;
  }
}
