package dev.elara.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value in several mime types, the client shows the richest it knows.
 *
 * <p>Immutable. Text types hold a String, binary ones base64, {@code application/json} and types
 * ending in {@code +json} an unpacked tree.
 *
 * @param data mime type to representation
 * @param metadata mime type to what the client should know about that representation
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#display-data">display_data</a>
 */
public record MimeBundle(
    Map<String, @Nullable Object> data, Map<String, @Nullable Object> metadata) {

  public MimeBundle {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A bundle of one representation. */
  public static MimeBundle of(String mimeType, Object representation) {
    return new MimeBundle(Map.of(mimeType, representation), Map.of());
  }

  /** A bundle of plain text. */
  public static MimeBundle text(String text) {
    return of("text/plain", text);
  }
}
