package dev.modelgate.reporter.log;

import dev.modelgate.reporter.render.LineReader;
import dev.modelgate.reporter.render.LogLine;
import dev.modelgate.reporter.render.LogText;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds lines by their numbers. Segments say which line they begin in, so only the one where a
 * window starts and those that it covers are read, and of these never more than can be shown.
 */
public final class LogLines {

  private static final int BLOCK = 256 * 1024;
  private static final int SKIMMED_AT_ONCE = 1024 * 1024;
  private static final int GAPS_AT_MOST = 500;
  private static final long READ_AT_MOST = 32L * 1024 * 1024;

  private LogLines() {}

  /** A place at which a line begins, or what is left of one after a gap. */
  private record Place(long offset, long line) {}

  /** So many lines from a number on; the last ones where it has fewer. */
  public static LogWindow from(LogSnapshot log, long line, int count) {
    Place place = find(log, Math.max(1, line));
    if (place.line() < line && log.index().parts().size() > 0) {
      return last(log, count);
    }
    return read(log, place, count);
  }

  /** The last lines. */
  public static LogWindow last(LogSnapshot log, int count) {
    if (log.index().parts().isEmpty()) {
      return new LogWindow(List.of(), 1, 0, true, log.size());
    }
    long last = skim(log, log.index().parts().getLast(), Long.MAX_VALUE).line();
    long first = Math.min(last, firstToRead(log.index(), last - count + 1));
    return read(log, find(log, Math.max(1, first)), count + GAPS_AT_MOST);
  }

  /** The wanted line, or the first after it from which on the log is not too much to read. */
  private static long firstToRead(LogIndex index, long wanted) {
    long bytes = 0;
    for (int i = index.parts().size() - 1; i >= 0; i--) {
      LogPart part = index.parts().get(i);
      bytes += index.holdsNoLineEnd(i) ? BLOCK : part.end() - part.offset();
      if (part.line() < wanted) {
        return wanted;
      }
      if (bytes > READ_AT_MOST / 2) {
        return part.line() + 1;
      }
    }
    return wanted;
  }

  /** Number of the line that the byte at a position belongs to. */
  static long lineAt(LogSnapshot log, long position) {
    int place = log.index().at(position);
    if (place == log.index().parts().size()) {
      return place == 0 ? 1 : skim(log, log.index().parts().getLast(), Long.MAX_VALUE).line();
    }
    LogPart part = log.index().parts().get(place);
    long line = part.line();
    long from = part.offset();
    while (from < position) {
      byte[] bytes = log.bytes(part, from, Math.min(position, from + SKIMMED_AT_ONCE));
      if (bytes.length == 0) {
        return line;
      }
      for (byte b : bytes) {
        line += b == '\n' ? 1 : 0;
      }
      from += bytes.length;
    }
    return line;
  }

  private static Place find(LogSnapshot log, long line) {
    if (log.index().parts().isEmpty()) {
      return new Place(0, 1);
    }
    int place = log.index().ofLine(line);
    LogPart part = log.index().parts().get(place);
    if (part.line() >= line) {
      return new Place(part.offset(), part.line());
    }
    Place found = skim(log, part, line);
    boolean lost = found.line() < line && place + 1 < log.index().parts().size();
    LogPart next = lost ? log.index().parts().get(place + 1) : part;
    return lost ? new Place(next.offset(), next.line()) : found;
  }

  /** Where the line begins in the part; where the part's last line begins if it is not in there. */
  private static Place skim(LogSnapshot log, LogPart part, long line) {
    Place place = new Place(part.offset(), part.line());
    long end = Math.min(part.end(), part.offset() + READ_AT_MOST);
    for (long from = part.offset(); from < end && place.line() < line; ) {
      byte[] bytes = log.bytes(part, from, Math.min(end, from + SKIMMED_AT_ONCE));
      if (bytes.length == 0) {
        return place;
      }
      for (int i = 0; i < bytes.length && place.line() < line; i++) {
        boolean begins = bytes[i] == '\n' && (from + i + 1 < part.end() || line != Long.MAX_VALUE);
        place = begins ? new Place(from + i + 1, place.line() + 1) : place;
      }
      from += bytes.length;
    }
    return place;
  }

  private static LogWindow read(LogSnapshot log, Place start, int count) {
    LogIndex index = log.index();
    var lines = new ArrayList<LogLine>();
    LineReader reader = new LineReader(start.line());
    long position = start.offset();
    long budget = READ_AT_MOST;
    for (int i = index.at(position); i < index.parts().size() && lines.size() < count; i++) {
      LogPart part = index.parts().get(i);
      if (part.offset() > position) {
        reader.rest().ifPresent(lines::add);
        lines.add(new LogLine(0, LogText.missing(part.offset() - position)));
        reader.jump(part.line());
        position = part.offset();
      }
      while (position < part.end() && lines.size() < count) {
        if (reader.length() > BLOCK && index.holdsNoLineEnd(i)) {
          reader.skip(part.end() - position);
          position = part.end();
          break;
        }
        byte[] bytes = log.bytes(part, position, Math.min(part.end(), position + BLOCK));
        if (bytes.length == 0 || budget <= 0) {
          return window(log, lines, reader, start, position, true);
        }
        budget -= bytes.length;
        position += take(reader, bytes, lines, count);
      }
    }
    return window(log, lines, reader, start, position, lines.size() < count);
  }

  private static int take(LineReader reader, byte[] bytes, List<LogLine> lines, int count) {
    int position = 0;
    while (position < bytes.length && lines.size() < count) {
      int end = reader.upToNewline(bytes, position, bytes.length);
      if (end < bytes.length) {
        lines.add(reader.ended());
      }
      position = Math.min(bytes.length, end + 1);
    }
    return position;
  }

  private static LogWindow window(
      LogSnapshot log,
      List<LogLine> lines,
      LineReader reader,
      Place start,
      long position,
      boolean unfinished) {
    long last = reader.number() - 1;
    if (unfinished && reader.rest().isPresent()) {
      lines.add(reader.rest().get());
      last = reader.number();
    }
    boolean atEnd = position >= log.index().end();
    boolean again = reader.length() <= BLOCK;
    long next = again ? position - reader.length() : position;
    return new LogWindow(lines, start.line(), last, atEnd, next);
  }
}
