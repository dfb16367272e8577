package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {

  private static final List<byte[]> FRAMES =
      List.of(bytes("{\"a\":1}"), bytes("{}"), bytes("{}"), bytes("{\"code\":\"1+1\"}"));

  // Made by Python's hmac module over the same frames with the key "secret".
  @ParameterizedTest
  @CsvSource({
    "HMAC_MD5, 37ce5a26e9ef36c4bb27331e52b52562",
    "HMAC_SHA256, 0aade2b613919c135b3893a0875ca7c0efb0b38bd72ef786605464553b3a23e6",
    "HMAC_SHA512, 0f67d044f710afbe381f74915d7fd38fc3e5b8885b6a7a4f0db1af3ee6f9007314479668d1fc430d4a56ad13e63e291b5a894a3c3049e92020f160b36266bbed",
  })
  void aSignatureIsThatOfPythonsHmac(SignatureScheme scheme, String expected) {
    assertThat(new Signer(scheme, "secret").sign(FRAMES)).isEqualTo(bytes(expected));
  }

  /** Longer than a block of any of the hash functions. */
  @ParameterizedTest
  @CsvSource({
    "HMAC_MD5, 4ec9610380c9cb1cc8dc11ac4e2f00d1",
    "HMAC_SHA256, eb5b00d7c0f0d50f22671bb46cf7284f426864e3f867aa292ba0fad0aa6db3bb",
    "HMAC_SHA512, 8d8315b6840a36d6b7adc95a63bce3d75b40b8e5d3d006c45e10b8d84211740a136db8bcc88b408e70896328a180231474dd5795c526e76e2145bb56594d9662",
  })
  void aLongKeyIsHashedFirst(SignatureScheme scheme, String expected) {
    assertThat(new Signer(scheme, "0123456789abcdef".repeat(9)).sign(FRAMES))
        .isEqualTo(bytes(expected));
  }

  @Test
  void aSignatureMatchesItsFramesAlone() {
    Signer signer = new Signer(SignatureScheme.HMAC_SHA256, "secret");
    byte[] signature = signer.sign(FRAMES);
    assertThat(signer.matches(signature, FRAMES)).isTrue();
    assertThat(signer.matches(signature, FRAMES.reversed())).isFalse();
    assertThat(signer.matches(new byte[0], FRAMES)).isFalse();
    signature[63] ^= 1;
    assertThat(signer.matches(signature, FRAMES)).isFalse();
  }

  @Test
  void upperCaseHexDoesNotMatch() {
    Signer signer = new Signer(SignatureScheme.HMAC_SHA256, "secret");
    byte[] upper = bytes(new String(signer.sign(FRAMES), US_ASCII).toUpperCase(Locale.ROOT));
    assertThat(signer.matches(upper, FRAMES)).isFalse();
  }

  @Test
  void anEmptyKeySignsNothingAndAcceptsAnything() {
    Signer signer = new Signer(SignatureScheme.HMAC_SHA256, "");
    assertThat(signer.signs()).isFalse();
    assertThat(signer.sign(FRAMES)).isEmpty();
    assertThat(signer.matches(bytes("whatever"), FRAMES)).isTrue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
