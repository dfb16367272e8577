package dev.elara.ws.wire;

import dev.elara.message.Message;
import java.util.Collection;

/**
 * How messages are put into WebSocket frames.
 *
 * @see <a
 *     href="https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html">WebSocket
 *     kernel wire protocols</a>
 */
public enum Subprotocol {
  /** One JSON object; with buffers behind it in a binary frame. Spoken when none is agreed on. */
  DEFAULT,

  /** {@code v1.kernel.websocket.jupyter.org}: each part of a message on its own. */
  V1;

  /** The name of {@link #V1} in {@code Sec-WebSocket-Protocol}. */
  public static final String V1_NAME = "v1.kernel.websocket.jupyter.org";

  /** What is spoken with a client that offers these. */
  public static Subprotocol choose(Collection<String> offered) {
    return offered.contains(V1_NAME) ? V1 : DEFAULT;
  }

  /** Puts a message into a frame. */
  public Frame encode(Message message) {
    return switch (this) {
      case DEFAULT -> DefaultProtocol.encode(message);
      case V1 -> V1Protocol.encode(message);
    };
  }

  /**
   * Takes a message out of a frame.
   *
   * @throws MalformedFrame if it holds none; says why
   */
  public Message decode(Frame frame) throws MalformedFrame {
    return switch (this) {
      case DEFAULT -> DefaultProtocol.decode(frame);
      case V1 -> V1Protocol.decode(frame);
    };
  }
}
