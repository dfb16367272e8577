package dev.elara.display;

import dev.elara.message.MimeBundle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The renderers of one kernel, the latest registered first. What none of them knows is shown as
 * text.
 *
 * <p>Thread-safe. Renderers may be added while values are rendered.
 */
public final class Renderers {

  private final List<Renderer> renderers = new CopyOnWriteArrayList<>();

  /**
   * Adds a renderer, asked before all that are there already.
   *
   * @return call it to take the renderer away again
   */
  public Runnable register(Renderer renderer) {
    renderers.add(0, renderer);
    return () -> renderers.remove(renderer);
  }

  /**
   * Adds a renderer of the values of one type.
   *
   * @return call it to take the renderer away again
   */
  public <T> Runnable register(Class<T> type, Function<? super T, MimeBundle> renderer) {
    return register(value -> type.isInstance(value) ? renderer.apply(type.cast(value)) : null);
  }

  /**
   * What {@code value} looks like. A {@link MimeBundle} looks as it says, null as {@code null}.
   *
   * <p>Runs the renderers' code and the value's; throws what they throw.
   */
  public MimeBundle render(@Nullable Object value) {
    if (value instanceof MimeBundle bundle) {
      return bundle;
    }
    if (value != null) {
      for (Renderer renderer : renderers) {
        MimeBundle bundle = renderer.render(value);
        if (bundle != null) {
          return bundle;
        }
      }
    }
    return MimeBundle.text(String.valueOf(value));
  }
}
