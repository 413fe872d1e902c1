package dev.modelgate.reporter.intake;

import java.util.Locale;

/**
 * Comparison of a metric with the baseline.
 *
 * @param better which direction is the better one
 * @param tolerance how much worse is allowed: a fraction where {@code relative}, else in the
 *     metric's unit
 * @param relative whether the tolerance is a fraction of the baseline
 */
public record Comparison(Better better, String tolerance, boolean relative) {

  /** Which direction of a metric is the better one. */
  public enum Better {
    HIGHER,
    LOWER,
    /** Said by a newer version of Modelgate. */
    UNKNOWN;

    /** The word as people and the API read it: {@code higher}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
