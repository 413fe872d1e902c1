package dev.modelgate.reporter.plot;

/**
 * What part of the numbers an axis shows.
 *
 * @param from lowest number that has a place, always below {@code to}
 * @param to highest number that has a place
 */
public record Axis(Scale scale, double from, double to) {

  /** Numbers beyond are drawn at the edge: their differences would not be numbers any more. */
  private static final double FURTHEST = 1e300;

  private static final double NEAREST = 1e-300;

  /** An axis for these numbers, with some room at both ends. */
  static Axis around(Scale scale, double lowest, double highest) {
    double low = bounded(scale, lowest);
    double high = bounded(scale, highest);
    if (scale == Scale.LOG) {
      double room = Math.max(0.06, (Math.log10(high) - Math.log10(low)) * 0.06);
      return new Axis(
          scale,
          Math.max(NEAREST, low / Math.pow(10, room)),
          Math.min(FURTHEST, high * Math.pow(10, room)));
    }
    double size = Math.max(Math.abs(low), Math.abs(high));
    double room =
        high - low > size * 1e-12 && high - low > NEAREST
            ? (high - low) * 0.06
            : size > NEAREST ? size * 0.06 : 1;
    return new Axis(scale, low - room, high + room);
  }

  /** An axis that starts and ends with these steps. */
  static Axis ofSteps(long first, long last) {
    double from = first;
    double to = last;
    // Steps next to each other may be the same number here, and an axis has a length.
    double room = Math.max(1, Math.abs(from) * 1e-9);
    return to - from < room / 2
        ? new Axis(Scale.LINEAR, from - room, to + room)
        : new Axis(Scale.LINEAR, from, to);
  }

  /** Where a number lies: 0 at the start, 1 at the end; never outside. */
  double place(double value) {
    double start = scale.apply(from);
    double end = scale.apply(to);
    return Math.clamp((scale.apply(bounded(scale, value)) - start) / (end - start), 0, 1);
  }

  private static double bounded(Scale scale, double value) {
    return Math.clamp(value, scale == Scale.LOG ? NEAREST : -FURTHEST, FURTHEST);
  }
}
