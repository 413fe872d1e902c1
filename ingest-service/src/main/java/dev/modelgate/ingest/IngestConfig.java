package dev.modelgate.ingest;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What can be set of this service; see {@code ingest.yml}.
 *
 * @param largestBody most bytes of a delivery
 * @param readWithin how long a request may take to arrive
 * @param postgresWait how long PostgreSQL may take before a delivery goes straight to Kafka
 * @param answerWithin how long both may take together before the answer is 503
 */
@ConfigurationProperties("modelgate.ingest")
public record IngestConfig(
    @Bindable(defaultValue = "26214400") int largestBody,
    @Bindable(defaultValue = "10s") Duration readWithin,
    @Bindable(defaultValue = "1s") Duration postgresWait,
    @Bindable(defaultValue = "2800ms") Duration answerWithin) {

  public IngestConfig {
    if (largestBody < 1_024 || largestBody > 100 * 1_024 * 1_024) {
      throw new IllegalArgumentException(
          "Expected modelgate.ingest.largest-body from 1024 to 104857600, but got " + largestBody);
    }
    if (!readWithin.isPositive() || !postgresWait.isPositive()) {
      throw new IllegalArgumentException(
          "Expected modelgate.ingest.read-within and modelgate.ingest.postgres-wait above 0, but got "
              + readWithin
              + " and "
              + postgresWait);
    }
    if (answerWithin.compareTo(postgresWait) <= 0) {
      throw new IllegalArgumentException(
          "Expected modelgate.ingest.answer-within above modelgate.ingest.postgres-wait, but got "
              + answerWithin);
    }
  }
}
