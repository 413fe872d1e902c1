package dev.modelgate.standalone.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** The token that may do everything; every service verifies it with the key that signs it. */
public final class AdminToken {

  private static final Duration VALIDITY = Duration.ofDays(365);

  private AdminToken() {}

  /** Signs a token (JWT, HS256) for the given person, valid for a year. */
  public static String sign(byte[] key, String subject, Instant now) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer("modelgate")
                .claim("roles", List.of("admin"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALIDITY)))
                .build());
    try {
      token.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("Expected to sign a token, but " + e.getMessage(), e);
    }
    return token.serialize();
  }
}
