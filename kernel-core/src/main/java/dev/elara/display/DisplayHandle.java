package dev.elara.display;

import dev.elara.message.MimeBundle;
import dev.elara.shell.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Something that is shown and can be replaced, from any cell and any thread. Thread-safe.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#update-display-data">update_display_data</a>
 */
public final class DisplayHandle {

  private final Execution shownBy;
  private final Renderers renderers;
  private final String id;

  DisplayHandle(Execution shownBy, Renderers renderers, String id) {
    this.shownBy = shownBy;
    this.renderers = renderers;
    this.id = id;
  }

  /** The display id. */
  public String id() {
    return id;
  }

  /** Shows {@code value} in place of what is shown. */
  public void update(@Nullable Object value) {
    replace(renderers.render(value));
  }

  /** Shows {@code value} as {@code mimeType} in place of what is shown. */
  public void update(@Nullable Object value, String mimeType) {
    replace(MimeBundle.of(MimeTypes.checked(mimeType), MimeTypes.representation(value)));
  }

  private void replace(MimeBundle bundle) {
    Execution current = Execution.current();
    (current == null ? shownBy : current).updateDisplay(bundle, id);
  }

  @Override
  public String toString() {
    return "display " + id;
  }
}
