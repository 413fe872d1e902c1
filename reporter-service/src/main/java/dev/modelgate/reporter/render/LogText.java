package dev.modelgate.reporter.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes lines for people from the bytes of a log. Bytes that are no UTF-8 show as replacement
 * characters; of a line that was written over with carriage returns the last state counts, as on a
 * terminal; a line too long to read is cut and says so.
 */
public final class LogText {

  /** More of a line than this is not shown; the raw log has it. */
  static final int LINE_AT_MOST = 4_000;

  private LogText() {}

  /**
   * The lines of a part of a log.
   *
   * @param segments in order
   * @param firstNumber number of the first line
   */
  public static List<LogLine> lines(List<LogSegment> segments, long firstNumber) {
    var lines = new ArrayList<LogLine>();
    long number = firstNumber;
    long end = -1;
    for (LogSegment segment : segments) {
      if (end >= 0 && segment.offset() > end) {
        lines.add(new LogLine(0, missing(segment.offset() - end)));
      }
      number = append(lines, segment.bytes(), number);
      end = segment.end();
    }
    return lines;
  }

  /** The last lines, oldest first. */
  public static List<String> tail(List<LogSegment> segments, int atMost) {
    List<LogLine> lines = lines(segments, 1);
    return lines.stream().skip(Math.max(0, lines.size() - atMost)).map(LogLine::text).toList();
  }

  /** The sentence that stands where bytes are not there. */
  public static String missing(long bytes) {
    return "… " + Words.count((int) Math.min(bytes, Integer.MAX_VALUE), "byte") + " not here …";
  }

  private static long append(List<LogLine> lines, byte[] bytes, long firstNumber) {
    long number = firstNumber;
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(new LogLine(number++, text(bytes, start, i)));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(new LogLine(number, text(bytes, start, bytes.length)));
    }
    return number;
  }

  private static String text(byte[] bytes, int lineStart, int lineEnd) {
    int end = lineEnd;
    while (end > lineStart && bytes[end - 1] == '\r') {
      end--;
    }
    int start = lineStart;
    for (int i = end - 1; i >= lineStart; i--) {
      if (bytes[i] == '\r') {
        start = i + 1;
        break;
      }
    }
    // Four bytes may be one character, and terminal sequences show as nothing: enough for a full
    // line.
    int read = Math.min(end, start + 8 * LINE_AT_MOST);
    String decoded = new String(bytes, start, read - start, StandardCharsets.UTF_8);
    String shown = Inert.visible(decoded.replace("\t", "    "));
    int hidden = end - read;
    if (shown.length() <= LINE_AT_MOST && hidden == 0) {
      return shown;
    }
    String cut = Clamp.line(shown, LINE_AT_MOST);
    return cut + " (" + Words.count(end - start, "byte") + " in this line)";
  }
}
