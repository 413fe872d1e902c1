package dev.modelgate.standalone.topics;

import dev.modelgate.standalone.CannotException;
import java.util.Map;

/** How the command line reaches Kafka: with little patience, and one line where it cannot. */
final class KafkaAccess {

  private KafkaAccess() {}

  static Map<String, Object> settings(Installation installation) {
    return Map.of(
        "bootstrap.servers",
        installation.bootstrapServers(),
        "request.timeout.ms",
        10_000,
        "default.api.timeout.ms",
        15_000);
  }

  static CannotException refused(Installation installation, RuntimeException e) {
    Throwable first = e.getCause() == null ? e : e.getCause();
    return new CannotException(
        "Expected Kafka at "
            + installation.bootstrapServers()
            + " to do it, but it did not: "
            + String.valueOf(first.getMessage()).lines().findFirst().orElse(first.toString())
            + "; is it running there? Say where with --bootstrap",
        e);
  }
}
