package dev.modelgate.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The installation's one secret, from which every other that is ours is derived. */
public final class ClusterKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;

  private final byte[] key;

  private ClusterKey(byte[] key) {
    this.key = key;
  }

  /** The key as it stands in {@code modelgate.cluster-key}: base64 of at least 32 bytes. */
  public static ClusterKey parse(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Expected modelgate.cluster-key to be base64, but it is not");
    }
    if (key.length < SHORTEST) {
      throw new IllegalArgumentException(
          "Expected modelgate.cluster-key to have at least 32 bytes, but it has " + key.length);
    }
    return new ClusterKey(key);
  }

  /**
   * 32 bytes that only this installation can compute: HMAC-SHA256 over the purpose, such as {@code
   * modelgate/jwt}; where there is context, each part follows with a zero byte and its length
   * before it, so that no two lists of parts read the same.
   */
  public byte[] derive(String purpose, String... context) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      for (String part : context) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((byte) 0);
        mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every Java to have HMAC-SHA256", e);
    }
  }
}
