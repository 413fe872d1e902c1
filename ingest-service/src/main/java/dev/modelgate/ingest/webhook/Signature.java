package dev.modelgate.ingest.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that came beside a delivery: {@code sha256=} and the HMAC-SHA256 of the raw body in
 * hexadecimal digits of either case.
 */
public final class Signature {

  /** Name of the header that carries it for plain Git. */
  public static final String HEADER = "X-Modelgate-Signature";

  private static final Pattern FORM = Pattern.compile("sha256=([0-9a-fA-F]{64})");

  private final byte[] mac;

  private Signature(byte[] mac) {
    this.mac = mac;
  }

  /** The signature as a header carries it; empty where that is nothing of the kind. */
  public static Optional<Signature> parse(String header) {
    var form = FORM.matcher(header);
    return form.matches()
        ? Optional.of(
            new Signature(HexFormat.of().parseHex(form.group(1).toLowerCase(Locale.ROOT))))
        : Optional.empty();
  }

  /** The signature of a body, as a sender makes it. */
  public static Signature of(byte[] body, HookSecret secret) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
      return new Signature(hmac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected HMAC-SHA256 in every JDK, but " + e, e);
    }
  }

  /**
   * Whether this is the signature of exactly this body under this secret. Takes as long for a wrong
   * signature as for a right one, however many digits agree.
   */
  public boolean verifies(byte[] body, HookSecret secret) {
    return MessageDigest.isEqual(of(body, secret).mac, mac);
  }

  /** What the header carries. */
  public String header() {
    return "sha256=" + HexFormat.of().formatHex(mac);
  }
}
