package dev.modelgate.standalone.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one address in front of the services. */
final class Front implements AutoCloseable {

  /** A little less than ingest's own: who is slow is told so, and no instance is blamed for it. */
  static final Duration READ_WITHIN = Duration.ofSeconds(9);

  private final ApplicationContext context;
  private final Pulse pulse;
  private final int port;

  private Front(ApplicationContext context, Pulse pulse, int port) {
    this.context = context;
    this.pulse = pulse;
    this.port = port;
  }

  /**
   * Opens the address.
   *
   * @param readWithin how long a request may take to arrive
   * @param services the services' own addresses by name
   */
  static Front open(String host, int port, Duration readWithin, Map<String, List<URI>> services) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("modelgate.service", "front");
    properties.put("micronaut.application.name", "modelgate-front");
    properties.put("micronaut.server.host", host);
    properties.put("micronaut.server.port", port == 0 ? -1 : port);
    properties.put("modelgate.front.read-within", readWithin.toString());
    // Other limits belong to the services: the front only must not be stricter than any of them.
    properties.put("micronaut.server.max-request-size", "64MB");
    properties.put("micronaut.server.idle-timeout", "65s");
    properties.put("micronaut.http.client.max-content-length", "64MB");
    properties.put("micronaut.http.client.read-timeout", "60s");
    properties.put("micronaut.http.client.follow-redirects", false);
    properties.put("micronaut.security.enabled", false);
    properties.put("micronaut.metrics.enabled", false);
    properties.put("endpoints.all.enabled", false);
    properties.put("datasources", Map.of());
    properties.put("flyway.enabled", false);
    FrontRoutes routes = new FrontRoutes(services);
    ApplicationContext context =
        ApplicationContext.builder().properties(properties).singletons(routes).start();
    EmbeddedServer server = context.getBean(EmbeddedServer.class);
    server.start();
    return new Front(context, Pulse.of(routes), server.getPort());
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    pulse.close();
    context.close();
  }
}
