package dev.modelgate.scheduler.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule over one metric; it has a bound, a comparison, or both.
 *
 * @param key as the file has it, such as {@code json:metrics.json:/accuracy}; unique in its step
 * @param source where the metric comes from: {@code json}
 * @param file relative to the work tree and inside of it
 * @param pointer RFC 6901
 * @param bounds all have to hold; they contradict each other never
 * @param comparison with the baseline; null where none was asked for
 * @param line of the check in the workflow file, from 1
 */
public record Check(
    String key,
    String source,
    String file,
    String pointer,
    List<Bound> bounds,
    @Nullable Comparison comparison,
    int line) {
  public Check {
    bounds = List.copyOf(bounds);
  }
}
