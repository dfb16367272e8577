package dev.elara.kernel;

import dev.elara.message.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transport's end that hears what the kernel tells everyone (iopub). Any number of them, of
 * different kinds, may be attached to one kernel.
 */
public interface Connection {

  /**
   * Takes a message for all clients of this connection. Never waits for a client and never runs
   * user code; called from any thread, and messages leave in the order of the calls. May block the
   * caller for back-pressure while a bounded queue is full.
   */
  void publish(Message message);

  /**
   * Runs {@code sends} at once, on the calling thread; the messages it publishes and replies with
   * may leave together at its end, which spares a wake-up for each. It must not run user code.
   */
  default void together(Runnable sends) {
    sends.run();
  }

  /**
   * What this connection answers to {@code connect_request}: the five {@code *_port} numbers. Empty
   * if it has no such ports.
   */
  default Map<String, @Nullable Object> ports() {
    return Map.of();
  }
}
