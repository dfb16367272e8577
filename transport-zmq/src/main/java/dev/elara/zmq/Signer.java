package dev.elara.zmq;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs messages and checks signatures: lower-case hex of an HMAC over the four JSON frames exactly
 * as they travel. Buffers are not signed. An empty key signs nothing and checks nothing.
 *
 * <p>Thread-safe; never blocks. Compares in constant time.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol">The
 *     wire protocol</a>
 */
final class Signer {

  private static final byte[] NONE = {};

  /** Holds the key and is never fed; each signature is made by a copy. */
  private final @Nullable Mac keyed;

  Signer(SignatureScheme scheme, String key) {
    this.keyed = key.isEmpty() ? null : keyed(scheme, key);
  }

  /** Whether messages are signed at all. */
  boolean signs() {
    return keyed != null;
  }

  /** The signature of header, parent header, metadata and content. */
  byte[] sign(List<byte[]> frames) {
    if (keyed == null) {
      return NONE;
    }
    Mac mac;
    try {
      mac = (Mac) keyed.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("Every HMAC of the JDK can be copied", impossible);
    }
    frames.forEach(mac::update);
    return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a signature is that of these frames; always true without a key. */
  boolean matches(byte[] signature, List<byte[]> frames) {
    return keyed == null || MessageDigest.isEqual(sign(frames), signature);
  }

  private static Mac keyed(SignatureScheme scheme, String key) {
    try {
      Mac mac = Mac.getInstance(scheme.algorithm());
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), scheme.algorithm()));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException unusable) {
      throw new IllegalStateException(
          "This JDK cannot sign with " + scheme.wireName() + "; use hmac-sha256.", unusable);
    }
  }
}
