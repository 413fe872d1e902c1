package dev.modelgate.checks.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule over one metric, as the workflow file states it.
 *
 * @param key names rule and metric
 * @param bounds all have to hold
 * @param target the bounds as the file writes them in one, such as {@code 0.99..1.00}; null where
 *     it has them one by one
 * @param rounding before the bounds are compared; null where they are compared with the raw value
 * @param comparison with the baseline; null where none was asked for
 * @param onlyPulls whether it counts for pull requests only
 * @param passesIfNotFound whether it passes where the metric does not exist
 * @param inComment whether the comment lists it
 * @param line in the workflow file, from 1
 */
public record Check(
    String key,
    MetricDefinition definition,
    List<Bound> bounds,
    @Nullable String target,
    @Nullable Rounding rounding,
    @Nullable Comparison comparison,
    boolean onlyPulls,
    boolean passesIfNotFound,
    boolean inComment,
    int line) {
  public Check {
    bounds = List.copyOf(bounds);
  }
}
