package dev.modelgate.standalone.server;

import dev.modelgate.ingest.body.RequestDeadline;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The parts of the front that are not found by their own annotations. */
@Factory
@Requires(property = "modelgate.service", value = "front")
final class FrontWiring {

  @Singleton
  RequestDeadline requestDeadline(@Value("${modelgate.front.read-within}") Duration within) {
    return new RequestDeadline(within);
  }
}
