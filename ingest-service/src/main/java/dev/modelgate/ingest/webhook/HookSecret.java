package dev.modelgate.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What a project's repository signs its deliveries with. It is derived from the cluster's key, the
 * hook and a generation whenever it is needed, and stored nowhere.
 *
 * @param text 64 lower-case hexadecimal digits; their ASCII bytes are the key of the HMAC
 */
public record HookSecret(String text) {

  private static final int DERIVED_BYTES = 32;

  public HookSecret {
    if (text.length() != 2 * DERIVED_BYTES) {
      throw new IllegalArgumentException(
          "Expected a secret of 64 digits, but got one of " + text.length());
    }
  }

  /** The secret for a derived key of 32 bytes. */
  public static HookSecret of(byte[] derived) {
    return new HookSecret(HexFormat.of().formatHex(derived));
  }

  byte[] key() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Never the secret: this text may reach a log. */
  @Override
  public String toString() {
    return "HookSecret[…]";
  }
}
