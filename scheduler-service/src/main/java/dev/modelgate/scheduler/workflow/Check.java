package dev.modelgate.scheduler.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule over one metric; it has a bound, a comparison, or both.
 *
 * @param key as the file has it, such as {@code json:metrics.json:/accuracy}; unique in its step
 * @param metric what is measured
 * @param bounds all have to hold; they contradict each other never
 * @param comparison with the baseline; null where none was asked for
 * @param judging how it is judged and shown
 * @param line of the check in the workflow file, from 1
 */
public record Check(
    String key,
    MetricSource metric,
    List<Bound> bounds,
    @Nullable Comparison comparison,
    Judging judging,
    int line) {
  public Check {
    bounds = List.copyOf(bounds);
  }
}
