package dev.modelgate.stream;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** New ids: random where a thing has no other identity, derived where it has. */
@Singleton
public class Ids {

  /** A random UUID. */
  public String next() {
    return UUID.randomUUID().toString();
  }

  /**
   * The same UUID-shaped text for the same parts, always: SHA-256 over the parts with their
   * lengths, cut to 16 bytes, marked as UUID version 8 (RFC 9562: vendor-defined).
   */
  public static String derived(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    long most = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
    long least = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to have SHA-256", e);
    }
  }
}
