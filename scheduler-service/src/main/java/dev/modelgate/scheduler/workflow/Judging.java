package dev.modelgate.scheduler.workflow;

import org.jspecify.annotations.Nullable;

/**
 * How a check is judged and shown.
 *
 * @param target the bounds as the file writes them, such as 0.99..1.00; null: one by one
 * @param rounding before the bounds are compared; null: the raw value is compared
 * @param onlyPulls whether it counts for pull requests only
 * @param passesWithoutMetric what it says where the metric does not exist
 * @param inComment whether the comment lists it
 */
public record Judging(
    @Nullable String target,
    @Nullable Rounding rounding,
    boolean onlyPulls,
    boolean passesWithoutMetric,
    boolean inComment) {

  /** The raw value, always, in the comment too; a metric that is missing fails. */
  public static final Judging RAW = new Judging(null, null, false, false, true);
}
