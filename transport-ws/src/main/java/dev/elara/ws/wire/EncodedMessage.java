package dev.elara.ws.wire;

import dev.elara.message.Message;
import java.util.EnumMap;
import java.util.Map;

/**
 * A message on its way to any number of clients, encoded once for each subprotocol that one of them
 * speaks. Thread-safe.
 */
public final class EncodedMessage {

  private final Message message;
  private final Map<Subprotocol, Frame> frames = new EnumMap<>(Subprotocol.class); // guarded by it

  /** Of a message that nobody changes any more. */
  public EncodedMessage(Message message) {
    this.message = message;
  }

  /** What is encoded. */
  public Message message() {
    return message;
  }

  /** The message in that subprotocol's form. */
  public Frame frame(Subprotocol protocol) {
    synchronized (frames) {
      return frames.computeIfAbsent(protocol, wanted -> wanted.encode(message));
    }
  }
}
