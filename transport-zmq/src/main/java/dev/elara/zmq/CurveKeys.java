package dev.elara.zmq;

import org.zeromq.ZMQ;

/**
 * The keys of a kernel that encrypts what it sends: CurveZMQ, each of 40 characters of Z85. Their
 * {@link #toString} hides them.
 *
 * @param publicKey what clients must know to connect
 * @param secretKey what only the kernel and who started it know
 * @see <a href="https://rfc.zeromq.org/spec/26/">CurveZMQ</a>
 */
public record CurveKeys(String publicKey, String secretKey) {

  private static final int CHARACTERS = 40;
  private static final String ALPHABET =
      "[0-9a-zA-Z.:+=^!/*?&<>()\\[\\]{}@%$#-]{" + CHARACTERS + "}";

  /** Whether a text could be a key. */
  static boolean isKey(String text) {
    return text.matches(ALPHABET);
  }

  byte[] publicBytes() {
    return ZMQ.Curve.z85Decode(publicKey);
  }

  byte[] secretBytes() {
    return ZMQ.Curve.z85Decode(secretKey);
  }

  @Override
  public String toString() {
    return "CurveKeys[hidden]";
  }
}
