package dev.modelgate.runner.eventfile;

/** What is done with the points of an event directory. */
public interface PointSink {

  /**
   * A series is met for the first time.
   *
   * @param series its number within its directory, from 0
   */
  void series(int series, String tag);

  /**
   * A point, in file order.
   *
   * @param wallTime seconds since 1970
   * @param singlePrecision whether the value was a 32-bit number or narrower
   */
  void point(int series, long step, double wallTime, double value, boolean singlePrecision);
}
