package dev.modelgate.stream;

import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** Starts a service: migrations, HTTP, then loop, relay and workers. */
public final class ServiceStart {

  private ServiceStart() {}

  /**
   * Starts a service in this process. Its settings are, the later the stronger: our defaults,
   * {@code <service>.yml} of the classpath, the environment, the properties given here. Its tables
   * are in the PostgreSQL schema of its name, made by {@code db/<service>/V…__….sql}.
   *
   * @return the running service; closing it stops everything within seconds
   * @throws IllegalStateException with one clear sentence; whatever had started is closed again
   */
  public static ApplicationContext start(String service, Map<String, Object> properties) {
    throw new UnsupportedOperationException();
  }
}
