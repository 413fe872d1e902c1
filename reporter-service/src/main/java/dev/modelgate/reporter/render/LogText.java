package dev.modelgate.reporter.render;

import java.util.List;
import java.util.Locale;

/** What is said of logs, beside their lines. */
public final class LogText {

  private LogText() {}

  /** The last lines, oldest first. */
  public static List<String> tail(List<LogLine> lines, int atMost) {
    return lines.stream().skip(Math.max(0, lines.size() - atMost)).map(LogLine::text).toList();
  }

  /** The sentence that stands where bytes are not there. */
  public static String missing(long bytes) {
    return "… " + size(bytes) + " of the log are not stored (yet) …";
  }

  /** A size for people: {@code 312 bytes}, {@code 3.2 MB}. */
  public static String size(long bytes) {
    if (bytes < 1000) {
      return Words.count((int) bytes, "byte");
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.5 && unit < 4) {
      value /= 1000;
      unit++;
    }
    String figure = String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
    return figure + " " + "kMGTP".charAt(unit) + "B";
  }
}
