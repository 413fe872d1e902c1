package dev.modelgate.reporter.pages;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Says to browsers, on every answer, that nothing but our own files may be loaded, run, framed or
 * posted to: should a stranger's text ever get through as markup, it still could do nothing. A
 * stranger's file says of itself that it may do even less.
 */
@ServerFilter("/**")
final class SecurityHeaders {

  private static final String CSP = "Content-Security-Policy";

  static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @ResponseFilter
  void secure(MutableHttpResponse<?> response) {
    if (!response.getHeaders().contains(CSP)) {
      response.header(CSP, POLICY);
    }
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "no-referrer");
    response.header("X-Frame-Options", "DENY");
    response.header("Cross-Origin-Opener-Policy", "same-origin");
  }
}
