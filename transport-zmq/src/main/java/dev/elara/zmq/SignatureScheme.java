package dev.elara.zmq;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How messages are signed: {@code signature_scheme} of the connection file. */
public enum SignatureScheme {
  HMAC_MD5("hmac-md5", "MD5", 64),
  HMAC_SHA256("hmac-sha256", "SHA-256", 64),
  HMAC_SHA512("hmac-sha512", "SHA-512", 128);

  private final String wireName;
  private final String digest;
  private final int blockBytes;

  SignatureScheme(String wireName, String digest, int blockBytes) {
    this.wireName = wireName;
    this.digest = digest;
    this.blockBytes = blockBytes;
  }

  /** The name in the connection file. */
  public String wireName() {
    return wireName;
  }

  /** The name {@link java.security.MessageDigest} knows its hash function by. */
  String digest() {
    return digest;
  }

  /** How many bytes that function takes at a time. */
  int blockBytes() {
    return blockBytes;
  }

  /** The scheme with a wire name; empty if there is none. */
  static Optional<SignatureScheme> named(String wireName) {
    return Arrays.stream(values()).filter(scheme -> scheme.wireName.equals(wireName)).findFirst();
  }

  /** The wire names of all schemes, for messages. */
  static String names() {
    return Arrays.stream(values()).map(SignatureScheme::wireName).collect(Collectors.joining(", "));
  }
}
