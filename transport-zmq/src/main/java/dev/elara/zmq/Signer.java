package dev.elara.zmq;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs messages and checks signatures: lower-case hex of an HMAC over the four JSON frames exactly
 * as they travel. Buffers are not signed. An empty key signs nothing and checks nothing.
 *
 * <p>Thread-safe; never blocks. Compares in constant time.
 *
 * <p>HMAC (RFC 2104) is {@code H(outer key, H(inner key, text))}. It stands here and not in {@code
 * javax.crypto.Mac} because that loads and checks four security providers before it signs: a fifth
 * of the time that a kernel takes to answer for the first time.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol">The
 *     wire protocol</a>
 */
final class Signer {

  private static final byte[] NONE = {};

  /** A hash function that was fed a key; each signature is made by copies. */
  private record Keyed(MessageDigest inner, MessageDigest outer) {}

  private final @Nullable Keyed keyed;

  Signer(SignatureScheme scheme, String key) {
    this.keyed = key.isEmpty() ? null : keyed(scheme, key.getBytes(StandardCharsets.UTF_8));
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
    MessageDigest inner = copy(keyed.inner());
    frames.forEach(inner::update);
    byte[] signature = copy(keyed.outer()).digest(inner.digest());
    return HexFormat.of().formatHex(signature).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a signature is that of these frames; always true without a key. */
  boolean matches(byte[] signature, List<byte[]> frames) {
    return keyed == null || MessageDigest.isEqual(sign(frames), signature);
  }

  private static Keyed keyed(SignatureScheme scheme, byte[] key) {
    byte[] block =
        Arrays.copyOf(
            key.length > scheme.blockBytes() ? digest(scheme).digest(key) : key,
            scheme.blockBytes());
    return new Keyed(padded(scheme, block, 0x36), padded(scheme, block, 0x5c));
  }

  private static MessageDigest padded(SignatureScheme scheme, byte[] key, int pad) {
    byte[] padded = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      padded[i] = (byte) (key[i] ^ pad);
    }
    MessageDigest digest = digest(scheme);
    digest.update(padded);
    return digest;
  }

  private static MessageDigest digest(SignatureScheme scheme) {
    try {
      return MessageDigest.getInstance(scheme.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(
          "This JDK cannot sign with " + scheme.wireName() + "; use hmac-sha256.", missing);
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("Every hash function of the JDK can be copied", impossible);
    }
  }
}
