package dev.elara.ws.wire;

/** A whole WebSocket message. Its bytes are not changed after it was made. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares frames
public sealed interface Frame {

  /** The payload. */
  byte[] bytes();

  /** Text, in UTF-8. */
  record Text(byte[] bytes) implements Frame {}

  /** Binary data. */
  record Binary(byte[] bytes) implements Frame {}
}
