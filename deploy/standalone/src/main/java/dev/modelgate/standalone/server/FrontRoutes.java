package dev.modelgate.standalone.server;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which service owns a path (architecture, section 2), and where its instances are. */
final class FrontRoutes {

  private static final String SERVICES = "/services/";

  private record Prefix(String path, String service) {}

  private static final List<Prefix> PREFIXES =
      List.of(
          new Prefix("/webhooks", "ingest"),
          new Prefix("/api/projects", "ingest"),
          new Prefix("/api/commands", "ingest"),
          new Prefix("/api/runners", "scheduler"),
          new Prefix("/api/grants", "scheduler"));

  private final Map<String, Instances> services = new LinkedHashMap<>();

  /** Routes to the given instances of each service. */
  FrontRoutes(Map<String, List<URI>> addresses) {
    addresses.forEach((name, its) -> services.put(name, new Instances(its)));
  }

  Collection<Instances> all() {
    return services.values();
  }

  /**
   * A service and the path there.
   *
   * @param rawPath path as it came, percent-encoding untouched
   */
  record Target(Instances instances, String rawPath) {}

  /** Finds the target of a path; what nobody claims belongs to the reporter. */
  Target of(String rawPath) {
    if (rawPath.startsWith(SERVICES)) {
      int end = rawPath.indexOf('/', SERVICES.length());
      Instances named = end < 0 ? null : services.get(rawPath.substring(SERVICES.length(), end));
      if (named != null) {
        return new Target(named, rawPath.substring(end));
      }
    }
    String service =
        PREFIXES.stream()
            .filter(
                prefix -> rawPath.equals(prefix.path()) || rawPath.startsWith(prefix.path() + "/"))
            .map(Prefix::service)
            .findFirst()
            .orElse("reporter");
    Instances instances = services.get(service);
    if (instances == null) {
      throw new IllegalStateException(
          "Expected an address of "
              + service
              + ", but there is none; set modelgate.front.services");
    }
    return new Target(instances, rawPath);
  }
}
