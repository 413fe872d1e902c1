package dev.modelgate.reporter.series;

import java.util.List;

/**
 * The series of one attempt.
 *
 * @param series in the order of their names
 * @param remark what of the file is not here, as a sentence; empty where all is
 * @param broken whether reading it ended early; perhaps another reading does not
 */
public record AllSeries(List<Series> series, String remark, boolean broken) {

  /** Of an attempt that wrote none. */
  public static final AllSeries NONE = none("");

  /** No series, and why. */
  public static AllSeries none(String remark) {
    return new AllSeries(List.of(), remark, false);
  }

  public AllSeries {
    series = List.copyOf(series);
  }
}
