package dev.modelgate.reporter.plot;

import java.util.List;

/**
 * A drawn plot; lengths in its own units, of which it is {@link #WIDTH} wide and {@link #HEIGHT}
 * high.
 *
 * @param title name of what is drawn
 * @param scale of the values
 * @param logPossible whether any value has a place on a logarithmic scale
 * @param frame the rectangle in which lines run
 * @param steps the horizontal axis, which says steps
 * @param values the vertical axis
 * @param lines those behind first
 * @param remarks what a reader must know to read it right, one sentence each
 * @param summary the plot in words
 */
public record Plot(
    String title,
    Scale scale,
    boolean logPossible,
    Frame frame,
    Axis steps,
    Axis values,
    List<Mark> stepMarks,
    List<Mark> valueMarks,
    List<Line> lines,
    List<String> remarks,
    String summary) {

  public static final int WIDTH = 360;
  public static final int HEIGHT = 210;

  /** A rectangle. */
  public record Frame(double left, double top, double right, double bottom) {}

  /** A tick: where it is along its axis, and what stands beside it. */
  public record Mark(String at, String label) {}

  /**
   * One line.
   *
   * @param path what is drawn, as SVG's path data
   * @param oddPath crosses where values are no finite numbers; empty where all are
   * @param last its last value, for people
   */
  public record Line(Curve curve, String path, String oddPath, String last) {}
}
