package dev.modelgate.reporter.log;

import dev.modelgate.reporter.render.Inert;
import dev.modelgate.reporter.render.LineReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Parts bytes into lines and finds those with a text in them. Most lines are refused by their bytes
 * alone; only one that may match, or that holds what is not shown as it is written, is made text.
 */
final class LineMatcher {

  private static final int AROUND = 120;

  private final String wanted;
  private final byte[] lower;
  private final byte[] upper;
  private final boolean plain;
  private final LineReader begun = new LineReader(1);
  private long number = 1;

  LineMatcher(String wanted) {
    this.wanted = wanted.toLowerCase(Locale.ROOT);
    this.lower = this.wanted.getBytes(StandardCharsets.UTF_8);
    this.upper = this.wanted.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    this.plain = this.wanted.chars().allMatch(c -> c < 0x80);
  }

  /** Number of the line that the next byte belongs to. */
  long number() {
    return number;
  }

  /** Goes on in another line. */
  void jump(long line) {
    number = line;
    begun.jump(line);
  }

  /** Looks at every line that ends in the first {@code n} bytes, until there are enough hits. */
  void read(byte[] bytes, int n, long fromLine, List<LogSearch.Hit> hits, int limit) {
    int start = 0;
    boolean special = false;
    for (int i = 0; i < n; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        if (begun.length() > 0) {
          begun.upToNewline(bytes, start, i);
          end(fromLine, hits);
        } else if (number >= fromLine) {
          look(bytes, start, i, special, hits);
        }
        number++;
        if (hits.size() >= limit) {
          return;
        }
        start = i + 1;
        special = false;
      } else if (b == 0x1B || b == '\r' || b < 0 && !plain) {
        special = true;
      }
    }
    begun.upToNewline(bytes, start, n);
  }

  /** Looks at the line that was begun, as it is shown. */
  void end(long fromLine, List<LogSearch.Hit> hits) {
    String text = begun.ended().text();
    int at = text.toLowerCase(Locale.ROOT).indexOf(wanted);
    if (number >= fromLine && at >= 0) {
      hits.add(new LogSearch.Hit(number, excerpt(text, Math.min(at, text.length()))));
    }
  }

  private void look(byte[] bytes, int from, int to, boolean special, List<LogSearch.Hit> hits) {
    if (!special && !contains(bytes, from, to)) {
      return;
    }
    LineReader reader = new LineReader(number);
    reader.upToNewline(bytes, from, to);
    String text = reader.ended().text();
    int at = text.toLowerCase(Locale.ROOT).indexOf(wanted);
    if (at < 0 && !special) {
      // Beyond what is shown of a long line, or parted by what is not shown.
      text = Inert.visible(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      at = text.toLowerCase(Locale.ROOT).indexOf(wanted);
    }
    if (at >= 0) {
      hits.add(new LogSearch.Hit(number, excerpt(text, Math.min(at, text.length()))));
    }
  }

  private String excerpt(String text, int at) {
    int from = at <= AROUND ? 0 : at - AROUND;
    int to = Math.min(text.length(), at + wanted.length() + AROUND);
    if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to--;
    }
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  private boolean contains(byte[] bytes, int from, int to) {
    if (!plain) {
      return true;
    }
    byte first = lower[0];
    byte other = upper[0];
    for (int i = from; i <= to - lower.length; i++) {
      if ((bytes[i] == first || bytes[i] == other) && matches(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] bytes, int at) {
    for (int i = 1; i < lower.length; i++) {
      if (bytes[at + i] != lower[i] && bytes[at + i] != upper[i]) {
        return false;
      }
    }
    return true;
  }
}
