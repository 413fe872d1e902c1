package dev.modelgate.standalone.server;

import dev.modelgate.stream.SettingsFile;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.type.Argument;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the one address in front of services that are processes of their own, until it is told to
 * stop; {@code modelgate.front} in the settings says where they are.
 */
public final class FrontApplication {

  private static final String SERVICES = "modelgate.front.services";

  private FrontApplication() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      Front front = open(SettingsFile.of(System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(front::close, "front-stop"));
      Thread.currentThread().join();
    } catch (RuntimeException e) {
      System.err.println("Expected to open the front, but " + e.getMessage());
      System.exit(3);
    }
  }

  private static Front open(PropertySource settings) {
    try (ApplicationContext context =
        ApplicationContext.builder().deduceEnvironment(false).propertySources(settings).build()) {
      Environment environment = context.getEnvironment().start();
      Map<String, List<URI>> services = new LinkedHashMap<>();
      for (String name : environment.getPropertyEntries(SERVICES)) {
        services.put(
            name,
            environment
                .getProperty(SERVICES + "." + name, Argument.listOf(URI.class))
                .orElse(List.of()));
      }
      return Front.open(
          environment.getProperty("modelgate.front.host", String.class).orElse("127.0.0.1"),
          environment.getProperty("modelgate.front.port", Integer.class).orElse(8080),
          environment
              .getProperty("modelgate.front.read-within", Duration.class)
              .orElse(Front.READ_WITHIN),
          services);
    }
  }
}
