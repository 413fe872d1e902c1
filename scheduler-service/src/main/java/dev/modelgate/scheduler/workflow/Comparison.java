package dev.modelgate.scheduler.workflow;

/**
 * A comparison of a metric with the baseline.
 *
 * @param better which direction is the better one
 * @param tolerance how much worse is still allowed, a decimal number from 0: a fraction of the
 *     baseline's absolute value where relative ("1%" is 0.01), else in the metric's unit
 * @param relative whether the tolerance was written as a percentage
 */
public record Comparison(Better better, String tolerance, boolean relative) {

  /** Which direction of a metric is the better one. */
  public enum Better {
    HIGHER,
    LOWER
  }
}
