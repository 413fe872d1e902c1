package dev.modelgate.stream.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong at this moment, each thing under a name until it is well again. */
@Singleton
@Requires(property = "datasources.default.url")
public class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final Map<String, String> raised = new ConcurrentHashMap<>();

  Alarms(@Nullable MeterRegistry registry) {
    if (registry != null) {
      Gauge.builder("modelgate.stream.alarms", raised, Map::size)
          .description("Things that are wrong at this moment; /health names them")
          .register(registry);
    }
  }

  /** Raises an alarm, or keeps it up; logged once. The sentence carries no payload. */
  public void raise(String name, String sentence) {
    if (raised.put(name, sentence) == null) {
      LOG.warn("alarm raised name={} sentence=\"{}\"", name, sentence);
    }
  }

  /** Takes an alarm back. */
  public void clear(String name) {
    if (raised.remove(name) != null) {
      LOG.info("alarm over name={}", name);
    }
  }

  /** The alarms that are up, by name. */
  public Map<String, String> current() {
    return new TreeMap<>(raised);
  }
}
