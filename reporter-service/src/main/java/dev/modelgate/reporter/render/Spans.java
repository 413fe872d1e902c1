package dev.modelgate.reporter.render;

import java.time.Duration;

/** Lengths of time as people say them. */
public final class Spans {

  private Spans() {}

  /** {@code 6.2 s}, {@code 42 s}, {@code 12 min 4 s}, {@code 3 h 12 min}, {@code 2 d 3 h}. */
  public static String words(Duration span) {
    if (span.isNegative()) {
      return "0 s";
    }
    long seconds = span.toSeconds();
    if (seconds < 10) {
      long tenths = span.toMillis() / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    return seconds < 86_400
        ? two(seconds / 3600, "h", seconds % 3600 / 60, "min")
        : two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  /** {@code just now}, {@code 3 min ago}, {@code 2 d ago}. */
  public static String ago(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 5) {
      return "just now";
    }
    if (seconds < 60) {
      return seconds + " s ago";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    return seconds < 86_400 ? seconds / 3600 + " h ago" : seconds / 86_400 + " d ago";
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    String first = large + " " + largeUnit;
    return small == 0 ? first : first + " " + small + " " + smallUnit;
  }
}
