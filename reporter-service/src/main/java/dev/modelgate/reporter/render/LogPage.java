package dev.modelgate.reporter.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a log in whole lines.
 *
 * <p>A log is read in windows of equal size, so that a link to a line stays right while the log
 * grows. A line belongs to the window in which it starts.
 */
public final class LogPage {

  /** Size of a window in bytes. */
  public static final int WINDOW = 64 * 1024;

  /** How far beyond its window a line may reach before it is cut. */
  public static final int OVERRUN = 32 * 1024;

  private LogPage() {}

  /**
   * The lines that start in a range.
   *
   * @param segments what is there from at least one byte before the range on, in order
   * @param newlinesBefore line ends before the first segment
   * @param from where the range starts, and {@code to} where it ends
   */
  public static List<LogLine> lines(
      List<LogSegment> segments, long newlinesBefore, long from, long to) {
    long number = newlinesBefore + 1;
    var parts = new ArrayList<LogSegment>();
    long firstNumber = 0;
    for (LogSegment segment : segments) {
      int start = start(segment, from, !parts.isEmpty());
      int end = end(segment, to);
      if (start < end) {
        if (parts.isEmpty()) {
          firstNumber = number + newlines(segment.bytes(), start);
        }
        parts.add(
            new LogSegment(
                segment.offset() + start, Arrays.copyOfRange(segment.bytes(), start, end)));
      }
      number += newlines(segment.bytes(), segment.bytes().length);
    }
    return LogText.lines(parts, firstNumber);
  }

  /** The first line that starts in the range; what follows a gap counts as a line's start. */
  private static int start(LogSegment segment, long from, boolean inside) {
    if (inside || segment.offset() >= from) {
      return 0;
    }
    long before = from - 1 - segment.offset();
    if (before >= segment.bytes().length) {
      return segment.bytes().length;
    }
    for (int i = (int) before; i < segment.bytes().length; i++) {
      if (segment.bytes()[i] == '\n') {
        return i + 1;
      }
    }
    return segment.bytes().length;
  }

  /** The end of the last line that starts in the range. */
  private static int end(LogSegment segment, long to) {
    int length = segment.bytes().length;
    if (segment.end() <= to) {
      return length;
    }
    for (long i = Math.max(0, to - 1 - segment.offset()); i < length; i++) {
      if (segment.bytes()[(int) i] == '\n') {
        return segment.offset() >= to ? 0 : (int) i + 1;
      }
    }
    return segment.offset() >= to ? 0 : length;
  }

  private static long newlines(byte[] bytes, int end) {
    long count = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        count++;
      }
    }
    return count;
  }
}
