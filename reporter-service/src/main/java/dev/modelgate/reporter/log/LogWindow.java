package dev.modelgate.reporter.log;

import dev.modelgate.reporter.render.LogLine;
import java.util.List;

/**
 * Some lines of a log that follow each other.
 *
 * @param first number of the first line
 * @param last number of the last line
 * @param atEnd whether nothing follows by now
 * @param next position from which what follows is to be read: the beginning of a line that was not
 *     over yet
 */
public record LogWindow(List<LogLine> lines, long first, long last, boolean atEnd, long next) {

  public LogWindow {
    lines = List.copyOf(lines);
  }
}
