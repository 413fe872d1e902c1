package dev.modelgate.stream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of PostgreSQL as a service's connections use it. */
final class ConnectionUrl {

  private ConnectionUrl() {}

  /**
   * Adds what every connection needs: the service's schema first on the search path, time limits on
   * the network, and on the server, so that a process that stands still does not hold rows locked.
   */
  static String forService(String url, String service) {
    String options =
        "-c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000"
            + " -c lock_timeout=30000";
    return url
        + (url.contains("?") ? "&" : "?")
        + "currentSchema="
        + service
        + "&ApplicationName=modelgate-"
        + service
        + "&connectTimeout=5&loginTimeout=5&socketTimeout=90&tcpKeepAlive=true&options="
        + URLEncoder.encode(options, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
