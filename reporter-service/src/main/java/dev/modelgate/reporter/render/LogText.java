package dev.modelgate.reporter.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Logs in lines, with a remark where something is not there. */
public final class LogText {

  private LogText() {}

  /** The lines of parts of a log, which are in order. */
  public static List<LogLine> lines(List<LogSegment> segments) {
    var lines = new ArrayList<LogLine>();
    LineReader reader = new LineReader(1);
    long end = -1;
    for (LogSegment segment : segments) {
      if (segment.offset() != end) {
        reader.rest().ifPresent(lines::add);
        if (end >= 0) {
          lines.add(new LogLine(0, missing(segment.offset() - end)));
        }
        reader.jump(segment.line());
      }
      reader.read(segment.bytes(), 0, segment.bytes().length, lines::add);
      end = segment.end();
    }
    reader.rest().ifPresent(lines::add);
    return lines;
  }

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
