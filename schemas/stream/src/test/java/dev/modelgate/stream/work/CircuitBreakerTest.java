package dev.modelgate.stream.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dead host costs little, a busy one not everything. */
class CircuitBreakerTest {

  private static final long NOW = 1_000;

  private final CircuitBreaker breaker = new CircuitBreaker();

  @Test
  void opensAfterFiveFailuresInARowForThatHostOnly() {
    failures("dead", 4, NOW);
    assertThat(breaker.closed(NOW)).isEmpty();
    failures("dead", 1, NOW);
    assertThat(breaker.closed(NOW)).containsExactly("dead");
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "6, 10", "7, 20", "10, 160", "11, 300", "40, 300"})
  void staysOpenLongerWithEachFailure(int failures, long seconds) {
    failures("dead", failures, NOW);
    long end = NOW + Duration.ofSeconds(seconds).toNanos();
    assertThat(breaker.closed(end - 1)).containsExactly("dead");
    assertThat(breaker.closed(end)).isEmpty();
  }

  @Test
  void letsOneTryAfterThePauseAndClosesWhenItSucceeds() {
    failures("dead", 5, NOW);
    long later = NOW + Duration.ofSeconds(5).toNanos();
    breaker.started("dead");
    assertThat(breaker.closed(later)).containsExactly("dead");
    breaker.succeeded("dead");
    assertThat(breaker.closed(later)).isEmpty();
    failures("dead", 4, later);
    assertThat(breaker.closed(later)).isEmpty();
  }

  @Test
  void countsFailuresInARowOnly() {
    failures("flaky", 4, NOW);
    breaker.started("flaky");
    breaker.succeeded("flaky");
    failures("flaky", 4, NOW);
    assertThat(breaker.closed(NOW)).isEmpty();
  }

  @Test
  void givesAHostEightTasksAtOnce() {
    for (int task = 0; task < 8; task++) {
      assertThat(breaker.closed(NOW)).isEmpty();
      breaker.started("busy");
    }
    assertThat(breaker.closed(NOW)).containsExactly("busy");
    breaker.ended("busy");
    assertThat(breaker.closed(NOW)).isEmpty();
  }

  private void failures(String host, int count, long now) {
    for (int failure = 0; failure < count; failure++) {
      breaker.started(host);
      breaker.failed(host, now);
    }
  }
}
