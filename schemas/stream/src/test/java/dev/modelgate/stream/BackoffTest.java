package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pauses grow, and stop growing. */
class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({
    "1, 500",
    "2, 1000",
    "3, 2000",
    "7, 32000",
    "8, 60000",
    "9, 60000",
    "2147483647, 60000"
  })
  void doublesUpToTheLimit(int failures, long milliseconds) {
    assertThat(backoff.after(failures)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "0.5, 900", "0.999999, 801"})
  void spreadsWithinAFifth(double chance, long milliseconds) {
    assertThat(backoff.after(2, chance)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void refusesPausesThatCannotGrow() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
