package dev.elara.comm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel's side of comms: how their messages reach the clients. */
@FunctionalInterface
public interface CommLink {

  /**
   * Sends all clients a message of type {@code comm_open}, {@code comm_msg} or {@code comm_close},
   * as caused by what the calling code belongs to. Thread-safe.
   */
  void send(
      String type,
      Map<String, @Nullable Object> metadata,
      Map<String, @Nullable Object> content,
      List<byte[]> buffers);
}
