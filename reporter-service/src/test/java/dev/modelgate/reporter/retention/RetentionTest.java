package dev.modelgate.reporter.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Retention retention = new Retention(Duration.ofDays(90), Duration.ofDays(30));

  @Test
  void looksAtKeyAndAgeFirst() {
    String log = "attempts/a/1/log/000000000000000-000000000001";
    assertThat(retention.fate(log, Duration.ofDays(90))).isEqualTo(Retention.Fate.STAYS);
    assertThat(retention.fate(log, Duration.ofDays(91))).isEqualTo(Retention.Fate.GOES);
    for (String key : new String[] {"attempts/a/1/series.avro", "attempts/a/1/artifacts/m/w.bin"}) {
      assertThat(retention.fate(key, Duration.ofDays(30))).isEqualTo(Retention.Fate.STAYS);
      assertThat(retention.fate(key, Duration.ofDays(31))).isEqualTo(Retention.Fate.DEPENDS);
      assertThat(Retention.attempt(key)).hasValue("a");
    }
    for (String key :
        new String[] {"attempts/a/1/other", "attempts/a/x/log/y", "models/v1", "attempts/a/log/"}) {
      assertThat(retention.fate(key, Duration.ofDays(9999))).isEqualTo(Retention.Fate.STAYS);
    }
  }

  @Test
  void keepsWhatTagsAndBaselinesNeed() {
    assertThat(retention.goes(true, null, NOW)).isFalse();
    assertThat(retention.goes(false, null, NOW)).isTrue();
    assertThat(retention.goes(false, Instant.MAX, NOW)).isFalse();
    assertThat(retention.goes(false, NOW.minus(Duration.ofDays(29)), NOW)).isFalse();
    assertThat(retention.goes(false, NOW.minus(Duration.ofDays(31)), NOW)).isTrue();
    assertThat(retention.goesUnknown(Duration.ofDays(89))).isFalse();
    assertThat(retention.goesUnknown(Duration.ofDays(91))).isTrue();
  }
}
