package dev.modelgate.runner.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A named number that an attempt wrote, or why there is none.
 *
 * @param key as a check names it
 * @param value the number as it was written; null where there is none
 * @param problem why there is none; null where there is one
 * @param aggregate how the number was made of a series; null where the metric is one number
 * @param note what people should know about the number; null: nothing
 */
public record MetricReading(
    String key,
    @Nullable String value,
    @Nullable String problem,
    @Nullable String aggregate,
    @Nullable String note) {

  private static final int LONGEST = 600;

  public MetricReading {
    if ((value == null) == (problem == null)) {
      throw new IllegalArgumentException(
          "Expected metric " + key + " to have either a value or a problem, but it has not");
    }
    problem = shortened(problem);
    note = shortened(note);
  }

  static MetricReading value(String key, String value) {
    return new MetricReading(key, value, null, null, null);
  }

  static MetricReading problem(String key, String problem) {
    return new MetricReading(key, null, problem, null, null);
  }

  /** The same with one more note: part of a sentence, for others join it with semicolons. */
  MetricReading noting(String more) {
    return new MetricReading(
        key, value, problem, aggregate, note == null ? more : note + "; " + more);
  }

  /** Names of files and tags come from the job; an event has room for so much only. */
  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
