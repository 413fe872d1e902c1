package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Secrets are derived, not stored. */
class ClusterKeyTest {

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private final ClusterKey key = ClusterKey.parse(Base64.getEncoder().encodeToString(KEY));

  @Test
  void isHmacOverThePurposeAlone() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    assertThat(HexFormat.of().formatHex(key.derive("modelgate/jwt")))
        .isEqualTo(
            HexFormat.of()
                .formatHex(mac.doFinal("modelgate/jwt".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void tellsContextsApart() {
    assertThat(key.derive("hook", "a", "bc")).isNotEqualTo(key.derive("hook", "ab", "c"));
    assertThat(key.derive("hook", "a")).isEqualTo(key.derive("hook", "a")).hasSize(32);
  }

  @Test
  void refusesShortKeysWithoutShowingThem() {
    String secret =
        Base64.getEncoder().encodeToString("too short".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ClusterKey.parse(secret))
        .hasMessage("Expected modelgate.cluster-key to have at least 32 bytes, but it has 9");
    assertThatThrownBy(() -> ClusterKey.parse("!"))
        .hasMessage("Expected modelgate.cluster-key to be base64, but it is not");
  }
}
