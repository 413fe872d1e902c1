package dev.modelgate.reporter.series;

import java.util.List;

/**
 * The series of one attempt.
 *
 * @param series in the order of their names
 * @param remark what of the file is not here, as a sentence; empty where all is
 */
public record AllSeries(List<Series> series, String remark) {

  /** Of an attempt that wrote none. */
  public static final AllSeries NONE = new AllSeries(List.of(), "");

  public AllSeries {
    series = List.copyOf(series);
  }
}
