package dev.elara.ws.channels;

import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Subprotocol;
import java.util.function.Consumer;

/** The way to a client that is connected. {@link #send} is called on its own thread only. */
public interface ClientSocket {

  /** What is spoken on it. */
  Subprotocol protocol();

  /** Runs {@code task} on the socket's thread, in the order of the calls. Thread-safe. */
  void execute(Runnable task);

  /** Whether it takes more without piling it up. */
  boolean writable();

  /**
   * Sends a frame. Does not block.
   *
   * @param sent told on the socket's thread whether the frame has left
   */
  void send(Frame frame, Consumer<Boolean> sent);

  /** Closes with a code and a reason of RFC 6455. Thread-safe; does not block. */
  void close(int code, String reason);
}
