package dev.modelgate.standalone.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.util.List;
import java.util.Map;

/**
 * Which service owns a path (architecture, section 2).
 *
 * @param ports the services' own ports, by name
 */
@ConfigurationProperties("modelgate.front")
@Requires(property = "modelgate.service", value = "front")
record FrontRoutes(Map<String, Integer> ports) {

  private static final String SERVICES = "/services/";

  private record Prefix(String path, String service) {}

  private static final List<Prefix> PREFIXES =
      List.of(
          new Prefix("/webhooks", "ingest"),
          new Prefix("/api/projects", "ingest"),
          new Prefix("/api/commands", "ingest"),
          new Prefix("/api/runners", "scheduler"),
          new Prefix("/api/grants", "scheduler"));

  /**
   * A service's port and the path there.
   *
   * @param port port on loopback
   * @param rawPath path as it came, percent-encoding untouched
   */
  record Target(int port, String rawPath) {}

  /** Finds the target of a path; what nobody claims belongs to the reporter. */
  Target of(String rawPath) {
    if (rawPath.startsWith(SERVICES)) {
      int end = rawPath.indexOf('/', SERVICES.length());
      Integer port = end < 0 ? null : ports.get(rawPath.substring(SERVICES.length(), end));
      if (port != null) {
        return new Target(port, rawPath.substring(end));
      }
    }
    String service =
        PREFIXES.stream()
            .filter(
                prefix -> rawPath.equals(prefix.path()) || rawPath.startsWith(prefix.path() + "/"))
            .map(Prefix::service)
            .findFirst()
            .orElse("reporter");
    Integer port = ports.get(service);
    if (port == null) {
      throw new IllegalStateException("Expected a port of " + service + ", but there is none");
    }
    return new Target(port, rawPath);
  }
}
