package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time for people and machines.
 *
 * @param ago {@code 3 min ago}
 * @param exact {@code 2026-01-02 03:04:05 UTC}
 * @param iso ISO 8601
 */
public record Moment(String ago, String exact, String iso) {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static Moment of(Instant at, Instant now) {
    return new Moment(Spans.ago(Duration.between(at, now)), EXACT.format(at), at.toString());
  }
}
