package dev.modelgate.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery is believed only with the right signature over exactly its bytes. */
class SignatureTest {

  private static final HookSecret SECRET = new HookSecret("0123456789abcdef".repeat(4));
  private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);

  /** Computed with {@code openssl dgst -sha256 -hmac 0123456789abcdef…}. */
  private static final String RIGHT =
      "sha256=12dd64afd7c3d98c12ba5ed5dd3a8513e4f72ed4daf683a6f8d1c7799dd04711";

  @Test
  void acceptsTheSignatureThatOpensslMakes() {
    assertThat(verifies(RIGHT, BODY)).isTrue();
    assertThat(Signature.of(BODY, SECRET).header()).isEqualTo(RIGHT);
  }

  @Test
  void acceptsUpperCaseDigits() {
    assertThat(verifies("sha256=" + RIGHT.substring(7).toUpperCase(Locale.ROOT), BODY)).isTrue();
  }

  @Test
  void refusesABodyWithOneByteChanged() {
    for (int at = 0; at < BODY.length; at++) {
      byte[] changed = BODY.clone();
      changed[at] ^= 1;
      assertThat(verifies(RIGHT, changed)).isFalse();
    }
  }

  @Test
  void refusesASignatureWithOneDigitChanged() {
    for (int at = 7; at < RIGHT.length(); at++) {
      char other = RIGHT.charAt(at) == '0' ? '1' : '0';
      String changed = RIGHT.substring(0, at) + other + RIGHT.substring(at + 1);
      assertThat(verifies(changed, BODY)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha1=e32fd1d4e9c8b0a3c5b3f7a3a8f3a3f0a3b3c3d3",
        "SHA256=0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "sha256=00000000000000000000000000000000000000000000000000000000000000000",
        "sha256=000000000000000000000000000000000000000000000000000000000000000g",
        " sha256=0000000000000000000000000000000000000000000000000000000000000000"
      })
  void refusesWhatIsNoSignature(String header) {
    assertThat(Signature.parse(header)).isEmpty();
  }

  @Test
  void refusesAnotherHooksSecret() {
    HookSecret other = new HookSecret("f".repeat(64));
    assertThat(Signature.parse(RIGHT).orElseThrow().verifies(BODY, other)).isFalse();
  }

  @Test
  void neverShowsASecretAsText() {
    assertThat(SECRET.toString()).doesNotContain("0123");
  }

  private static boolean verifies(String header, byte[] body) {
    return Signature.parse(header).orElseThrow().verifies(body, SECRET);
  }
}
