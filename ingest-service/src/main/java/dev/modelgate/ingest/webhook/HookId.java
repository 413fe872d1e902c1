package dev.modelgate.ingest.webhook;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The opaque name of a project's webhook: 128 random bits. It says which secret a delivery is
 * checked with; it is no secret itself.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record HookId(String hex) {

  private static final int BYTES = 16;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  public HookId {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("Expected 32 hexadecimal digits, but got " + hex.length());
    }
  }

  /** A new name out of random bytes. */
  public static HookId of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("Expected 16 bytes, but got " + random.length);
    }
    return new HookId(HexFormat.of().formatHex(random));
  }

  /** The name as it stands in an address; empty where it cannot be one. */
  public static Optional<HookId> parse(String text) {
    return HEX.matcher(text).matches() ? Optional.of(new HookId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}
