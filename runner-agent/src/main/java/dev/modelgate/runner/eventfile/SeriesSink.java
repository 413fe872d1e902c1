package dev.modelgate.runner.eventfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at each series of a directory as a whole. Keeps the values of those that are asked for. */
public final class SeriesSink implements PointSink {

  private final String directory;
  private final Predicate<String> keep;
  private final long mostKept;
  private final List<ScalarSeries> all = new ArrayList<>();
  private @Nullable ScalarSeries[] byNumber = new ScalarSeries[16];
  private long kept;

  /**
   * Makes one for a directory.
   *
   * @param keep whether the values of a tag are kept, as mean and median need them
   * @param mostKept how many values are kept of all series together
   */
  public SeriesSink(String directory, Predicate<String> keep, long mostKept) {
    this.directory = directory;
    this.keep = keep;
    this.mostKept = mostKept;
  }

  /** The series in the order in which they were met. */
  public List<ScalarSeries> series() {
    return List.copyOf(all);
  }

  /** How many values are kept. */
  public long kept() {
    return kept;
  }

  @Override
  public void series(int series, String tag) {
    if (series >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(series + 1, byNumber.length * 2));
    }
    ScalarSeries made = new ScalarSeries(directory, tag, keep.test(tag));
    byNumber[series] = made;
    all.add(made);
  }

  @Override
  public void point(int series, long step, double wallTime, double value, boolean singlePrecision) {
    ScalarSeries its = Objects.requireNonNull(byNumber[series]);
    if (its.add(value, singlePrecision, kept < mostKept)) {
      kept++;
    }
  }
}
