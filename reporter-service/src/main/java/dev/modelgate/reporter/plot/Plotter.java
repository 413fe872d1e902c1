package dev.modelgate.reporter.plot;

import dev.modelgate.reporter.render.Figures;
import dev.modelgate.reporter.series.Points;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Draws plots. */
public final class Plotter {

  /** A letter of a tick's label takes about so much. */
  private static final double LETTER = 6.8;

  private static final int VALUE_TICKS = 4;
  private static final int STEP_TICKS = 4;

  private Plotter() {}

  /** Draws curves into one plot; a scale that has no place for any value gives way to linear. */
  public static Plot draw(String title, List<Curve> curves, Scale wanted) {
    boolean logPossible = curves.stream().anyMatch(curve -> hasPlace(curve, Scale.LOG));
    Scale scale = logPossible ? wanted : Scale.LINEAR;
    Axis values = values(curves, scale);
    Axis steps = steps(curves);
    List<Ticks.Tick> valueTicks = Ticks.of(values, VALUE_TICKS);
    int letters = valueTicks.stream().mapToInt(tick -> tick.label().length()).max().orElse(1);
    Plot.Frame frame =
        new Plot.Frame(10 + letters * LETTER, 10, Plot.WIDTH - 12.0, Plot.HEIGHT - 26.0);
    Path path = new Path(frame, steps, values);
    return new Plot(
        title,
        scale,
        logPossible,
        frame,
        steps,
        values,
        Ticks.of(steps, STEP_TICKS).stream()
            .map(tick -> new Plot.Mark(Path.number(path.x(tick.value())), tick.label()))
            .toList(),
        valueTicks.stream()
            .map(tick -> new Plot.Mark(Path.number(path.y(tick.value())), tick.label()))
            .toList(),
        curves.stream()
            .sorted(Comparator.comparing((Curve curve) -> !curve.behind()))
            .map(curve -> line(curve, path))
            .toList(),
        remarks(curves, scale),
        summary(title, curves));
  }

  /** A value as people read it. */
  public static String shown(double value, boolean singlePrecision) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    return Figures.shown(singlePrecision ? Float.toString((float) value) : Double.toString(value));
  }

  private static Plot.Line line(Curve curve, Path path) {
    return new Plot.Line(
        curve,
        path.line(curve.points()),
        path.crosses(curve.points()),
        shown(curve.last(), curve.singlePrecision()));
  }

  private static boolean hasPlace(Curve curve, Scale scale) {
    Points points = curve.points();
    for (int i = 0; i < points.size(); i++) {
      if (scale.places(points.value(i))) {
        return true;
      }
    }
    return false;
  }

  private static Axis values(List<Curve> curves, Scale scale) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      Points points = curve.points();
      for (int i = 0; i < points.size(); i++) {
        if (scale.places(points.value(i))) {
          low = Math.min(low, points.value(i));
          high = Math.max(high, points.value(i));
        }
      }
    }
    return low <= high ? Axis.around(scale, low, high) : Axis.around(scale, 0, 1);
  }

  private static Axis steps(List<Curve> curves) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (Curve curve : curves) {
      Points points = curve.points();
      for (int i = 0; i < points.size(); i++) {
        low = Math.min(low, points.step(i));
        high = Math.max(high, points.step(i));
      }
    }
    return low <= high ? Axis.ofSteps(low, high) : Axis.ofSteps(0, 1);
  }

  private static List<String> remarks(List<Curve> curves, Scale scale) {
    boolean odd = false;
    boolean left = false;
    for (Curve curve : curves) {
      Points points = curve.points();
      for (int i = 0; i < points.size(); i++) {
        odd |= !Double.isFinite(points.value(i));
        left |= Double.isFinite(points.value(i)) && !scale.places(points.value(i));
      }
    }
    List<String> remarks = new ArrayList<>();
    if (odd) {
      remarks.add("× marks values that are not finite (NaN or ∞).");
    }
    if (left) {
      remarks.add("Values of 0 and below have no place on a logarithmic scale.");
    }
    return remarks;
  }

  private static String summary(String title, List<Curve> curves) {
    return title
        + ". "
        + curves.stream()
            .map(
                curve ->
                    (curve.name().isEmpty() ? "" : curve.name() + ": ")
                        + "last value "
                        + shown(curve.last(), curve.singlePrecision())
                        + (curve.points().size() == 0
                            ? ""
                            : " at step " + curve.points().step(curve.points().size() - 1)))
            .collect(Collectors.joining("; "))
        + ".";
  }
}
