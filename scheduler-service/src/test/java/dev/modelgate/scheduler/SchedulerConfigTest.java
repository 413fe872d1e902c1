package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerConfigTest {

  private static SchedulerConfig read(Map<String, Object> settings) {
    Map<String, Object> properties = new HashMap<>(settings);
    properties.put("modelgate.service", "scheduler");
    try (ApplicationContext context =
        ApplicationContext.builder().deduceEnvironment(false).properties(properties).start()) {
      return context.getBean(SchedulerConfig.class);
    }
  }

  @Test
  void hasDefaultsThatNobodyHasToKnow() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new SchedulerConfig(
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                3,
                Duration.ofMinutes(2),
                Duration.ofHours(1)));
  }

  @Test
  void readsEveryKey() {
    assertThat(
            read(
                Map.of(
                    "modelgate.scheduler.renew-every", "1s",
                    "modelgate.scheduler.take-over-after", "4s",
                    "modelgate.scheduler.unknown-after", "30s",
                    "modelgate.scheduler.lost-after", "5m",
                    "modelgate.scheduler.resend-after", "7s",
                    "modelgate.scheduler.forgotten-after", "8s",
                    "modelgate.scheduler.max-attempts", "2",
                    "modelgate.scheduler.fetch-timeout", "9s",
                    "modelgate.scheduler.unreachable-after", "10m")))
        .isEqualTo(
            new SchedulerConfig(
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                2,
                Duration.ofSeconds(9),
                Duration.ofMinutes(10)));
  }

  @Test
  void namesEveryKeyThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                new SchedulerConfig(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ZERO,
                    Duration.ofSeconds(15),
                    0,
                    Duration.ofMinutes(2),
                    Duration.ofHours(1)))
        .hasMessageContaining("modelgate.scheduler.take-over-after")
        .hasMessageContaining("modelgate.scheduler.lost-after")
        .hasMessageContaining("modelgate.scheduler.resend-after")
        .hasMessageContaining("modelgate.scheduler.max-attempts");
  }
}
