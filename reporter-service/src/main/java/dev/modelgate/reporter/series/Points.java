package dev.modelgate.reporter.series;

import java.util.Arrays;

/** Points of a series in the order in which they were written; steps may repeat or go back. */
public final class Points {

  private final long[] steps;
  private final double[] values;

  Points(long[] steps, double[] values) {
    this.steps = steps;
    this.values = values;
  }

  /** Points with these steps and values. */
  public static Points of(long[] steps, double[] values) {
    if (steps.length != values.length) {
      throw new IllegalArgumentException(
          "Expected as many steps as values, but got " + steps.length + " and " + values.length);
    }
    return new Points(steps.clone(), values.clone());
  }

  public int size() {
    return steps.length;
  }

  public long step(int i) {
    return steps[i];
  }

  /** May be NaN or infinite. */
  public double value(int i) {
    return values[i];
  }

  /** At most so many of the points, or all of them where there are fewer; see {@link Thinning}. */
  public Points thinned(int atMost) {
    if (size() <= atMost) {
      return this;
    }
    boolean finite = Arrays.stream(values).allMatch(Double::isFinite);
    int buckets = Math.max(1, (atMost - 2) / (finite ? 2 : 3));
    Thinning thinning = new Thinning(atMost, (size() + buckets - 1L) / buckets);
    for (int i = 0; i < size(); i++) {
      thinning.add(steps[i], values[i]);
    }
    return thinning.points();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Points points
        && Arrays.equals(steps, points.steps)
        && Arrays.equals(values, points.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(steps) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(steps) + Arrays.toString(values);
  }
}
