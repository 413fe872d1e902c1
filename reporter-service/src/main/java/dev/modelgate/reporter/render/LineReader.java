package dev.modelgate.reporter.render;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes lines for people from the bytes of a log, which come in parts. Bytes that are no UTF-8 show
 * as replacement characters; of a line that was written over with carriage returns the last state
 * counts, as on a terminal; a line too long to read is cut and says so. However long a line is, no
 * more is held of it than can be shown.
 */
public final class LineReader {

  /** More characters of a line than these are not shown; the raw log has them. */
  public static final int LINE_AT_MOST = 4_000;

  /** Four bytes may be one character, and terminal sequences show as nothing. */
  private static final int HELD_AT_MOST = 8 * LINE_AT_MOST;

  private long number;
  private byte[] held = new byte[256];
  private int count;
  private long length;
  private long stateLength;
  private boolean returned;

  /**
   * @param number of the line that the first byte belongs to
   */
  public LineReader(long number) {
    this.number = number;
  }

  /** Number of the line that the next byte belongs to. */
  public long number() {
    return number;
  }

  /** How much of that line was read by now, in bytes. */
  public long length() {
    return length;
  }

  /** Takes bytes up to the end of a line; returns where it ended, or {@code to} where none does. */
  public int upToNewline(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '\n') {
      end++;
    }
    take(bytes, from, end);
    return end;
  }

  /** Takes bytes and gives every line that ends in them. */
  public void read(byte[] bytes, int from, int to, Consumer<LogLine> lines) {
    int position = from;
    while (position < to) {
      int end = upToNewline(bytes, position, to);
      if (end < to) {
        lines.accept(ended());
      }
      position = end + 1;
    }
  }

  /** Counts bytes of the current line that nobody read, because there is no line's end in them. */
  public void skip(long bytes) {
    length += bytes;
    stateLength += bytes;
  }

  /** Ends the current line. */
  public LogLine ended() {
    LogLine line = new LogLine(number, text());
    number++;
    forget();
    return line;
  }

  /** The line that has not ended, as it is by now; empty where nothing came of it. */
  public Optional<LogLine> rest() {
    return length == 0 ? Optional.empty() : Optional.of(new LogLine(number, text()));
  }

  /** Goes on elsewhere: what was read of the current line is over. */
  public void jump(long line) {
    number = Math.max(line, number);
    forget();
  }

  private void forget() {
    count = 0;
    length = 0;
    stateLength = 0;
    returned = false;
  }

  private void take(byte[] bytes, int from, int to) {
    length += to - from;
    int end = to;
    while (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    if (end == from) {
      returned |= to > from;
      return;
    }
    // A carriage return that something follows begins the line anew.
    int start = end;
    while (start > from && bytes[start - 1] != '\r') {
      start--;
    }
    if (start > from || returned) {
      restart();
    }
    returned = end < to;
    stateLength += end - start;
    hold(bytes, start, Math.min(end, start + HELD_AT_MOST - count));
  }

  private void restart() {
    count = 0;
    stateLength = 0;
  }

  private void hold(byte[] bytes, int from, int to) {
    if (from >= to) {
      return;
    }
    if (count + to - from > held.length) {
      held = Arrays.copyOf(held, Math.max(2 * held.length, count + to - from));
    }
    System.arraycopy(bytes, from, held, count, to - from);
    count += to - from;
  }

  private String text() {
    String decoded = new String(held, 0, count, StandardCharsets.UTF_8);
    String shown = Inert.visible(decoded.replace("\t", "    "));
    if (shown.length() <= LINE_AT_MOST && stateLength <= HELD_AT_MOST) {
      return shown;
    }
    return Clamp.line(shown, LINE_AT_MOST)
        + " ("
        + Words.count((int) Math.min(stateLength, Integer.MAX_VALUE), "byte")
        + " in this line)";
  }
}
