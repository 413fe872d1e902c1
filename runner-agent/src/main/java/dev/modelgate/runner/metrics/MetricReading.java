package dev.modelgate.runner.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A named number that an attempt wrote, or why there is none.
 *
 * @param key source, file and pointer
 * @param value the number as it was written; null where there is none
 * @param problem why there is none; null where there is one
 */
public record MetricReading(String key, @Nullable String value, @Nullable String problem) {

  public MetricReading {
    if ((value == null) == (problem == null)) {
      throw new IllegalArgumentException(
          "Expected metric " + key + " to have either a value or a problem, but it has not");
    }
  }

  static MetricReading of(String key, JsonNumber number) {
    return switch (number) {
      case JsonNumber.Exact exact -> new MetricReading(key, exact.text(), null);
      case JsonNumber.Refused refused -> problem(key, refused.problem());
    };
  }

  static MetricReading problem(String key, String problem) {
    return new MetricReading(key, null, problem);
  }
}
