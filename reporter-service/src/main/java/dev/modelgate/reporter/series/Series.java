package dev.modelgate.reporter.series;

/**
 * A series of numbers that an attempt wrote.
 *
 * @param directory event directory; empty for the top
 * @param tag its name within the directory
 * @param singlePrecision whether the values were 32-bit numbers
 * @param count how many points were written
 * @param first value of the first point
 * @param last value of the last point
 * @param lowest finite value; NaN where none is finite
 * @param highest finite value; NaN where none is finite
 * @param points what is kept of it
 */
public record Series(
    String directory,
    String tag,
    boolean singlePrecision,
    long count,
    double first,
    double last,
    double lowest,
    double highest,
    Points points) {

  /** The name that the address of its points has, {@code train/loss}. */
  public String name() {
    return directory.isEmpty() ? tag : directory + "/" + tag;
  }
}
