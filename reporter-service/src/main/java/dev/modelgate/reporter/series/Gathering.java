package dev.modelgate.reporter.series;

/** Takes one series in, part by part, and remembers no more of it than a {@link Series} has. */
final class Gathering {

  private final String directory;
  private final String tag;
  private final boolean singlePrecision;
  private final Thinning thinning;
  private long count;
  private double first = Double.NaN;
  private double last = Double.NaN;
  private double lowest = Double.NaN;
  private double highest = Double.NaN;

  Gathering(String directory, String tag, boolean singlePrecision, int pointsAtMost) {
    this.directory = directory;
    this.tag = tag;
    this.singlePrecision = singlePrecision;
    this.thinning = new Thinning(pointsAtMost);
  }

  void add(long step, double value) {
    if (count == 0) {
      first = value;
    }
    last = value;
    if (Double.isFinite(value)) {
      lowest = Double.isNaN(lowest) ? value : Math.min(lowest, value);
      highest = Double.isNaN(highest) ? value : Math.max(highest, value);
    }
    count++;
    thinning.add(step, value);
  }

  Series series() {
    return new Series(
        directory, tag, singlePrecision, count, first, last, lowest, highest, thinning.points());
  }
}
