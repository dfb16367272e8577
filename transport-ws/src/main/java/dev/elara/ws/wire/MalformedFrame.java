package dev.elara.ws.wire;

/** A WebSocket message that is no Jupyter message. The connection is closed with {@link #code}. */
public final class MalformedFrame extends Exception {

  /** Close code for a message that breaks the subprotocol. */
  public static final int PROTOCOL_ERROR = 1002;

  /** Close code for a message of a kind that is not taken. */
  public static final int UNACCEPTABLE = 1003;

  /** Close code for content that is not what it says it is, such as text that is no JSON. */
  public static final int INCONSISTENT = 1007;

  private final int code;

  /** With the reason, which never holds content. */
  public MalformedFrame(int code, String reason) {
    super(reason);
    this.code = code;
  }

  /** The close code, of RFC 6455 section 7.4.1. */
  public int code() {
    return code;
  }

  /** What was wrong. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
