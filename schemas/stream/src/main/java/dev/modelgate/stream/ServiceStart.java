package dev.modelgate.stream;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.core.io.scan.ClassPathResourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts a service: migrations, HTTP, then loop, relay and workers. */
public final class ServiceStart {

  private ServiceStart() {}

  /**
   * Starts a service in this process. Its settings are, the later the stronger: our defaults,
   * {@code <service>.yml} of the classpath, the environment, the properties given here. Its tables
   * are in the PostgreSQL schema of its name, made by {@code db/<service>/V…__….sql}.
   *
   * <p>{@code modelgate.loop.enabled=false} leaves loop, relay and workers out: handlers, outbox
   * and tasks then work as always, but nothing reads or sends.
   *
   * @return the running service; closing it stops everything within seconds
   * @throws IllegalStateException with one clear sentence; whatever had started is closed again
   */
  public static ApplicationContext start(String service, Map<String, Object> properties) {
    return start(service, properties, PropertySource.of("modelgate-config", Map.of()));
  }

  private static ApplicationContext start(
      String service, Map<String, Object> properties, PropertySource settings) {
    ApplicationContext context = build(service, properties, settings);
    try {
      prepare(service, context);
      context.start();
      context.findBean(EmbeddedServer.class).ifPresent(EmbeddedServer::start);
      if (context.getProperty("modelgate.loop.enabled", Boolean.class).orElse(true)) {
        context.getBean(Parts.class).start();
      }
      return context;
    } catch (RuntimeException | LinkageError e) {
      close(context, e);
      if (e instanceof IllegalStateException stated
          && String.valueOf(stated.getMessage()).startsWith("Expected ")) {
        throw stated;
      }
      throw new IllegalStateException(
          "Expected to start " + service + ", but it failed with " + Brief.of(e), e);
    }
  }

  /**
   * Runs a service as this process, until it is told to stop; its settings come from the
   * environment, then the {@link SettingsFile}, then {@code <service>.yml}. Where it cannot start:
   * one line on the standard error stream, exit 3.
   */
  public static void run(String service) {
    try {
      ApplicationContext context = start(service, Map.of(), SettingsFile.of(System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(context::close, service + "-stop"));
      Thread.currentThread().join();
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ApplicationContext build(
      String service, Map<String, Object> properties, PropertySource settings) {
    Map<String, Object> given = new LinkedHashMap<>(properties);
    given.put("modelgate.service", service);
    return ApplicationContext.builder()
        .banner(false)
        .deduceEnvironment(false)
        .propertySources(defaults(service), file(service), settings)
        .properties(given)
        .build();
  }

  /** Tables first: beans may read them while the context starts. */
  private static void prepare(String service, ApplicationContext context) {
    context.getEnvironment().start();
    String url = required(context, "datasources.default.url");
    Migrations.run(
        service,
        url,
        required(context, "datasources.default.username"),
        required(context, "datasources.default.password"));
    context
        .getEnvironment()
        .addPropertySource(
            PropertySource.of(
                "modelgate-connection",
                Map.of("datasources.default.url", ConnectionUrl.forService(url, service)),
                Integer.MAX_VALUE));
  }

  private static PropertySource defaults(String service) {
    return PropertySource.of(
        "modelgate-defaults",
        Map.of(
            "micronaut.application.name",
            service,
            "micronaut.server.host",
            "127.0.0.1",
            "micronaut.server.port",
            0,
            "datasources.default.maximum-pool-size",
            5,
            "datasources.default.minimum-idle",
            1,
            "datasources.default.connection-timeout",
            5000,
            "datasources.default.pool-name",
            service,
            "datasources.default.driver-class-name",
            "org.postgresql.Driver"),
        -1000);
  }

  private static PropertySource file(String service) {
    ResourceLoader resources =
        ClassPathResourceLoader.defaultLoader(ServiceStart.class.getClassLoader());
    return new YamlPropertySourceLoader()
        .load("classpath:" + service, resources)
        .map(found -> PropertySource.of("modelgate-" + service, values(found), -900))
        .orElseGet(() -> PropertySource.of("modelgate-" + service, Map.of(), -900));
  }

  private static Map<String, Object> values(PropertySource source) {
    Map<String, Object> values = new LinkedHashMap<>();
    source.forEach(key -> values.put(key, source.get(key)));
    return values;
  }

  private static String required(ApplicationContext context, String key) {
    return context
        .getProperty(key, String.class)
        .orElseThrow(() -> new IllegalStateException("Expected " + key + ", but it is not set"));
  }

  private static void close(ApplicationContext context, Throwable reason) {
    try {
      context.close();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
