package dev.modelgate.runner.eventfile;

import java.util.Arrays;

/**
 * Numbers over a whole series, by numpy's defaults: population variance, percentiles interpolated
 * linearly, and one NaN makes every one of them NaN.
 */
final class Statistics {

  private static final int SMALL = 32;

  /**
   * A value by its rank.
   *
   * @param isWritten whether it is one of the values, not a number between two of them
   */
  record Ranked(double value, boolean isWritten) {}

  private Statistics() {}

  static double mean(double[] values) {
    return sum(values, 0, false) / values.length;
  }

  static double variance(double[] values) {
    double mean = mean(values);
    return sum(values, mean, true) / values.length;
  }

  /**
   * The value below which that share of the values lies.
   *
   * @param values are put into another order
   * @param percent from 0 to 100
   */
  static Ranked percentile(double[] values, int percent) {
    if (hasNaN(values)) {
      return new Ranked(Double.NaN, false);
    }
    double place = (values.length - 1) * (percent / 100.0);
    int lower = (int) place;
    double below = select(values, lower);
    double share = place - lower;
    if (share == 0) {
      return new Ranked(below, true);
    }
    double above = smallestFrom(values, lower + 1);
    if (below == above) {
      return new Ranked(below, true);
    }
    double difference = above - below;
    return new Ranked(
        share < 0.5 ? below + difference * share : above - difference * (1 - share), false);
  }

  /** The middle value, or the mean of the middle two; puts the values into another order. */
  static Ranked median(double[] values) {
    if (hasNaN(values)) {
      return new Ranked(Double.NaN, false);
    }
    int half = (values.length - 1) / 2;
    double below = select(values, half);
    if (values.length % 2 == 1) {
      return new Ranked(below, true);
    }
    double above = smallestFrom(values, half + 1);
    return below == above ? new Ranked(below, true) : new Ranked((below + above) / 2, false);
  }

  /**
   * Sum of the values or of their squared differences from a middle, with Neumaier's correction.
   */
  private static double sum(double[] values, double middle, boolean squared) {
    double sum = 0;
    double correction = 0;
    for (double each : values) {
      double difference = each - middle;
      double value = squared ? difference * difference : each;
      double next = sum + value;
      correction += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    // Where the sum is infinite the correction is infinity minus infinity.
    return Double.isFinite(sum) ? sum + correction : sum;
  }

  private static boolean hasNaN(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private static double smallestFrom(double[] values, int from) {
    double smallest = values[from];
    for (int i = from + 1; i < values.length; i++) {
      smallest = Math.min(smallest, values[i]);
    }
    return smallest;
  }

  /**
   * Moves the value of that rank to its place, with nothing greater before it. Whoever writes the
   * values may know how the pivots are chosen: after too many rounds the rest is sorted.
   */
  private static double select(double[] values, int rank) {
    int from = 0;
    int to = values.length - 1;
    int rounds = 4 * (32 - Integer.numberOfLeadingZeros(values.length));
    while (to - from > SMALL && rounds-- > 0) {
      double pivot = middleOf(values[from], values[(from + to) >>> 1], values[to]);
      int left = from;
      int right = to;
      while (left <= right) {
        while (values[left] < pivot) {
          left++;
        }
        while (values[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double swapped = values[left];
          values[left++] = values[right];
          values[right--] = swapped;
        }
      }
      if (rank <= right) {
        to = right;
      } else if (rank >= left) {
        from = left;
      } else {
        return values[rank];
      }
    }
    Arrays.sort(values, from, to + 1);
    return values[rank];
  }

  private static double middleOf(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
