package dev.modelgate.reporter.plot;

import dev.modelgate.reporter.series.Points;

/**
 * Turns points into SVG's path data. A line breaks where a value has no place and where steps go
 * back: a job that went on from an earlier state began a new line there.
 */
final class Path {

  private static final double CROSS = 3.5;
  private static final int CROSSES_AT_MOST = 60;

  private final Plot.Frame frame;
  private final Axis steps;
  private final Axis values;

  Path(Plot.Frame frame, Axis steps, Axis values) {
    this.frame = frame;
    this.steps = steps;
    this.values = values;
  }

  String line(Points points) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    long before = Long.MIN_VALUE;
    for (int i = 0; i < points.size(); i++) {
      if (!values.scale().places(points.value(i))) {
        down = false;
        continue;
      }
      boolean goesOn = down && points.step(i) >= before;
      path.append(goesOn ? 'L' : 'M')
          .append(number(x(points.step(i))))
          .append(' ')
          .append(number(y(points.value(i))));
      if (!goesOn) {
        // A point that stays alone is a dot: the line's ends are round.
        path.append("h0");
      }
      down = true;
      before = points.step(i);
    }
    return path.toString();
  }

  /** Crosses at the edge that a value lies beyond; what is no number at all is at the bottom. */
  String crosses(Points points) {
    StringBuilder path = new StringBuilder();
    int crosses = 0;
    for (int i = 0; i < points.size() && crosses < CROSSES_AT_MOST; i++) {
      double value = points.value(i);
      if (Double.isFinite(value)) {
        continue;
      }
      crosses++;
      double x = x(points.step(i));
      double y = value == Double.POSITIVE_INFINITY ? frame.top() : frame.bottom();
      path.append('M').append(number(x - CROSS)).append(' ').append(number(y - CROSS));
      path.append("l7 7m0-7l-7 7");
    }
    return path.toString();
  }

  double x(double step) {
    return frame.left() + steps.place(step) * (frame.right() - frame.left());
  }

  double y(double value) {
    return frame.bottom() - values.place(value) * (frame.bottom() - frame.top());
  }

  /** With one decimal at most; the picture is some hundred pixels wide. */
  static String number(double length) {
    long tenths = Math.round(length * 10);
    String sign = tenths < 0 ? "-" : "";
    long size = Math.abs(tenths);
    return size % 10 == 0 ? sign + size / 10 : sign + size / 10 + "." + size % 10;
  }
}
