package dev.elara.display;

import dev.elara.caller.ContextVar;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Execution;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows values from within a cell.
 *
 * <p>Thread-safe. Works in the cell and in the threads, tasks and timers it started, also after it
 * has ended.
 */
public final class Display {

  /** The renderers of the kernel that the current code runs in. The kernel binds it. */
  public static final ContextVar<Renderers> RENDERERS = new ContextVar<>("renderers");

  private static final Renderers PLAIN = new Renderers();

  private Display() {}

  /**
   * Shows a value as the registered renderers see it.
   *
   * @return the handle to replace it later
   * @throws IllegalStateException outside of a cell
   */
  public static DisplayHandle display(@Nullable Object value) {
    return show(renderers().render(value));
  }

  /**
   * Shows text as a certain mime type, such as {@code text/html}, {@code text/markdown} or {@code
   * image/svg+xml}.
   *
   * @throws IllegalArgumentException if {@code mimeType} is none
   * @throws IllegalStateException outside of a cell
   */
  public static DisplayHandle display(@Nullable Object value, String mimeType) {
    return show(MimeBundle.of(MimeTypes.checked(mimeType), MimeTypes.representation(value)));
  }

  /**
   * Clears the cell's output; with {@code wait}, only when the next output comes.
   *
   * @throws IllegalStateException outside of a cell
   */
  public static void clearOutput(boolean wait) {
    execution("clearOutput").clearOutput(wait);
  }

  /**
   * Shows a long text in the client's pager, beside the notebook rather than in it. It opens once
   * the cell has ended.
   *
   * @throws IllegalStateException outside of a cell
   */
  public static void page(String text) {
    execution("page")
        .payload(Map.of("source", "page", "data", Map.of("text/plain", text), "start", 0));
  }

  /**
   * Offers code for the next cell, once this one has ended: a client puts it below, or in place of
   * this cell's source.
   *
   * @throws IllegalStateException outside of a cell
   */
  public static void nextInput(String code, boolean replace) {
    execution("nextInput")
        .payload(Map.of("source", "set_next_input", "text", code, "replace", replace));
  }

  /** The renderers in use here: those of the kernel, or plain text ones outside of a kernel. */
  public static Renderers renderers() {
    Renderers renderers = RENDERERS.get();
    return renderers == null ? PLAIN : renderers;
  }

  private static DisplayHandle show(MimeBundle bundle) {
    Execution execution = execution("display");
    String id = UUID.randomUUID().toString();
    execution.display(bundle, id);
    return new DisplayHandle(execution, renderers(), id);
  }

  private static Execution execution(String what) {
    Execution execution = Execution.current();
    if (execution == null) {
      throw new IllegalStateException(
          what
              + "(…) needs a cell, and this thread was not started by one."
              + " Start it from a cell, or use the handle that display(…) returned there.");
    }
    return execution;
  }
}
