package dev.elara.ws.kernels;

import dev.elara.message.Content;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of kernel that can be started, as frontends list it.
 *
 * @param name its id in addresses
 * @param displayName what people read
 * @param language such as {@code java}
 */
public record KernelSpec(String name, String displayName, String language) {

  /** As REST shows it. */
  public Map<String, @Nullable Object> model() {
    return Content.of(
        "name",
        name,
        "spec",
        Content.of(
            "argv",
            List.of(),
            "env",
            Map.of(),
            "display_name",
            displayName,
            "language",
            language,
            "interrupt_mode",
            "message",
            "metadata",
            Map.of()),
        "resources",
        Map.of());
  }
}
