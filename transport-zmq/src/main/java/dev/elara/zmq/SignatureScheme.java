package dev.elara.zmq;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How messages are signed: {@code signature_scheme} of the connection file. */
public enum SignatureScheme {
  HMAC_MD5("hmac-md5", "HmacMD5"),
  HMAC_SHA256("hmac-sha256", "HmacSHA256"),
  HMAC_SHA512("hmac-sha512", "HmacSHA512");

  private final String wireName;
  private final String algorithm;

  SignatureScheme(String wireName, String algorithm) {
    this.wireName = wireName;
    this.algorithm = algorithm;
  }

  /** The name in the connection file. */
  public String wireName() {
    return wireName;
  }

  /** The name {@link javax.crypto.Mac} knows it by. */
  String algorithm() {
    return algorithm;
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
