package dev.modelgate.stream.observe;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.HealthIndicator;
import jakarta.inject.Singleton;
import java.util.Map;

/** Says that the service is up while no alarm is. */
@Singleton
@Requires(classes = HealthIndicator.class)
@Requires(beans = Alarms.class)
class StreamHealth extends AbstractHealthIndicator<Map<String, String>> {

  private final Alarms alarms;

  StreamHealth(Alarms alarms) {
    this.alarms = alarms;
  }

  @Override
  protected String getName() {
    return "stream";
  }

  @Override
  protected Map<String, String> getHealthInformation() {
    Map<String, String> current = alarms.current();
    healthStatus = current.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN;
    return current;
  }
}
