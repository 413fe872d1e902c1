package dev.modelgate.runner.eventfile;

/** A scalar series of an event directory, looked at as a whole. */
public final class ScalarSeries {

  private final String directory;
  private final String tag;
  private final Values values = new Values();
  private final boolean keeping;
  private boolean overflown;
  private boolean single = true;
  private long count;
  private double first;
  private double last;
  private double min;
  private double max;

  ScalarSeries(String directory, String tag, boolean keeping) {
    this.directory = directory;
    this.tag = tag;
    this.keeping = keeping;
  }

  /** Path of its event directory from where event files were looked for; empty for the top. */
  public String directory() {
    return directory;
  }

  public String tag() {
    return tag;
  }

  /** Directory and tag: what names it among all. */
  public String fullName() {
    return directory.isEmpty() ? tag : directory + "/" + tag;
  }

  public long count() {
    return count;
  }

  /** Whether all values were 32-bit numbers or narrower. */
  public boolean isSingle() {
    return single;
  }

  /**
   * One number of the whole series.
   *
   * @param name such as {@code mean}, {@code last} or {@code p90}
   */
  public Aggregate aggregate(String name) {
    return switch (name) {
      case "count" -> new Aggregate.Of(count, Long.toString(count));
      case "first" -> asWritten(first);
      case "last" -> asWritten(last);
      case "min" -> asWritten(min);
      case "max" -> asWritten(max);
      default -> ofAll(name);
    };
  }

  /** Takes the next value; true where it was kept. */
  boolean add(double value, boolean narrow, boolean room) {
    min = count == 0 ? value : Math.min(min, value);
    max = count == 0 ? value : Math.max(max, value);
    first = count == 0 ? value : first;
    last = value;
    single &= narrow;
    count++;
    if (keeping && room) {
      values.add(value);
      return true;
    }
    overflown = true;
    return false;
  }

  private Aggregate ofAll(String name) {
    if (!Aggregate.isKnown(name)) {
      return new Aggregate.None(
          "Expected one of mean, stddev, var, max, min, median, last, first, count and p50 to p99,"
              + " but the aggregate is "
              + name);
    }
    if (overflown) {
      return new Aggregate.None(
          "Expected so few points that their %s can be computed, but the series has %d and all of"
                  .formatted(name, count)
              + " them together too many; first, last, min, max and count are there");
    }
    double[] all = values.toArray();
    return switch (name) {
      case "mean" -> computed(Statistics.mean(all));
      case "var" -> computed(Statistics.variance(all));
      case "stddev" -> computed(Math.sqrt(Statistics.variance(all)));
      case "median" -> ranked(Statistics.median(all));
      default -> ranked(Statistics.percentile(all, Aggregate.percent(name).orElseThrow()));
    };
  }

  private Aggregate ranked(Statistics.Ranked ranked) {
    return ranked.isWritten() ? asWritten(ranked.value()) : computed(ranked.value());
  }

  private Aggregate asWritten(double value) {
    return new Aggregate.Of(value, single ? NumberText.ofSingle(value) : NumberText.of(value));
  }

  private static Aggregate computed(double value) {
    return new Aggregate.Of(value, NumberText.of(value));
  }
}
