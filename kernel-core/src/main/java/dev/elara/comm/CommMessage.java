package dev.elara.comm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said on a comm.
 *
 * @param data what the two ends agreed on, a tree as JSON knows it
 * @param metadata of the message
 * @param buffers binary parts
 */
public record CommMessage(
    Map<String, @Nullable Object> data,
    Map<String, @Nullable Object> metadata,
    List<byte[]> buffers) {

  public CommMessage {
    buffers = List.copyOf(buffers);
  }

  /** Data alone. */
  public static CommMessage of(Map<String, @Nullable Object> data) {
    return new CommMessage(data, Map.of(), List.of());
  }
}
