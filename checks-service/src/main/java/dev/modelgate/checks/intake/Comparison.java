package dev.modelgate.checks.intake;

/**
 * A comparison with the baseline.
 *
 * @param tolerance how much worse is still allowed, a decimal number: a fraction of the baseline's
 *     absolute value where relative, else in the metric's unit
 */
public record Comparison(Better better, String tolerance, boolean relative) {

  /** Which direction is the better one. */
  public enum Better {
    HIGHER,
    LOWER,
    /** One that a newer scheduler knows and this version does not; no value is good enough. */
    UNKNOWN
  }
}
