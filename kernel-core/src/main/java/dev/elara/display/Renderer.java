package dev.elara.display;

import dev.elara.message.MimeBundle;
import org.jspecify.annotations.Nullable;

/** Turns values into mime bundles. Called from any thread, runs code of the value's class. */
@FunctionalInterface
public interface Renderer {

  /** What {@code value} looks like, or null if this renderer does not know such values. */
  @Nullable MimeBundle render(Object value);
}
