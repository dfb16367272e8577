package dev.elara.shell;

import dev.elara.caller.ContextVar;
import dev.elara.message.MimeBundle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a cell, as the language sees it: what to run, where its output goes, how it is
 * stopped. It outlives the cell: threads the cell started keep writing to it.
 *
 * <p>Thread-safe. Everything it sends carries the parent header of the request that caused it.
 */
public interface Execution {

  /** The execution that the current code belongs to. The kernel binds it around what it runs. */
  ContextVar<Execution> CURRENT = new ContextVar<>("execution");

  /**
   * The execution that the calling code belongs to: that of the cell that runs it, or that started
   * the thread, task or timer it runs in. Null outside of any. Never blocks.
   */
  static @Nullable Execution current() {
    return CURRENT.get();
  }

  /** The cell's source, as sent, without the option line the kernel itself has read. */
  String code();

  /** The execution count the user sees, as in "Cell 3". */
  int count();

  /** Whether nothing of this cell is stored or shown in the history. */
  boolean silent();

  /** The id of the subshell it runs on; null for the main shell. */
  @Nullable String subshellId();

  /** The metadata of the request, cell tags among them. */
  Map<String, @Nullable Object> metadata();

  /**
   * Appends to a stream. Never blocks for a client, but may block the writer while the outbound
   * queue is full; batched; the order of one thread's writes to both streams is kept.
   */
  void write(StreamName stream, String text);

  /** Sends what was written so far. */
  void flush();

  /**
   * Shows a value.
   *
   * @param displayId the id under which {@link #updateDisplay} finds it again, or null
   */
  void display(MimeBundle value, @Nullable String displayId);

  /** Replaces what was displayed under an id, wherever it is shown. */
  void updateDisplay(MimeBundle value, String displayId);

  /** Clears the cell's output; with {@code wait}, only when the next output comes. */
  void clearOutput(boolean wait);

  /**
   * Asks the user for a line. Blocks the calling task or thread until it comes; messages are served
   * meanwhile.
   *
   * @return the line without its end; null at end of file
   * @throws StdinNotAllowed if the client cannot answer
   * @throws dev.elara.caller.PendingCancelled if the cell is interrupted meanwhile
   */
  @Nullable String readLine(String prompt, boolean password);

  /** Adds a payload to the reply, such as {@code set_next_input}. */
  void payload(Map<String, @Nullable Object> payload);

  /** Whether this execution was asked to stop. Stays true once it is. */
  boolean interrupted();

  /** Why it was asked to stop; null while it was not. */
  @Nullable String interruptReason();

  /**
   * Calls {@code stop} once when this execution is asked to stop; at once if it already was. {@code
   * stop} runs on the thread that interrupts and must not block.
   *
   * @return call it to take {@code stop} back
   */
  Runnable onInterrupt(Runnable stop);

  /** The tags of the cell, from {@code metadata.tags}; empty if there are none. */
  default List<String> tags() {
    return metadata().get("tags") instanceof List<?> tags
        ? tags.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
