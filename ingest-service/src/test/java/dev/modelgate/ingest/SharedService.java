package dev.modelgate.ingest;

import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes the one service that they share; it ends with the last of them. */
public final class SharedService implements ParameterResolver {

  static final int LARGEST_BODY = 1024 * 1024;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestService.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedService.class))
        .getOrComputeIfAbsent("ingest", _ -> start(), TestService.class);
  }

  private static TestService start() {
    Map<String, Object> settings = new HashMap<>(Ingest.PATIENT);
    settings.put("modelgate.ingest.largest-body", LARGEST_BODY);
    settings.put("micronaut.server.max-request-size", LARGEST_BODY);
    settings.put("modelgate.ingest.read-within", "4s");
    return TestService.start("ingest", Path.of("target/shared-service"), settings);
  }
}
