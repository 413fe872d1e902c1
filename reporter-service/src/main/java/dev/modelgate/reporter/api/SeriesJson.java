package dev.modelgate.reporter.api;

import dev.modelgate.reporter.series.Points;
import dev.modelgate.reporter.series.Series;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series as programs read them; a value is a number, or one of three words JSON has no number for.
 */
final class SeriesJson {

  private SeriesJson() {}

  /**
   * The series of an attempt.
   *
   * @param attempt its number; null where no attempt wrote any
   * @param remark what is missing; empty where nothing is
   */
  @Serdeable
  record All(String step, @Nullable Integer attempt, List<Summary> series, String remark) {}

  /** One series in numbers. */
  @Serdeable
  record Summary(
      String name,
      String directory,
      String tag,
      long count,
      Object first,
      Object last,
      Object min,
      Object max) {

    static Summary of(Series series) {
      boolean single = series.singlePrecision();
      return new Summary(
          series.name(),
          series.directory(),
          series.tag(),
          series.count(),
          value(series.first(), single),
          value(series.last(), single),
          value(series.lowest(), single),
          value(series.highest(), single));
    }
  }

  /** Points of one series, thinned. */
  @Serdeable
  record Line(String name, List<Long> steps, List<Object> values, @Nullable Baseline baseline) {}

  /** Points of the run that it was compared with. */
  @Serdeable
  record Baseline(int run, List<Long> steps, List<Object> values) {}

  static List<Long> steps(Points points) {
    List<Long> steps = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      steps.add(points.step(i));
    }
    return steps;
  }

  static List<Object> values(Points points, boolean single) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      values.add(value(points.value(i), single));
    }
    return values;
  }

  /** 32-bit numbers are said as what they were: 0.1, and not 0.10000000149. */
  private static Object value(double value, boolean single) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return single ? (Object) (float) value : (Object) value;
  }
}
