package dev.modelgate.reporter.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for a text in the lines of a log as they are shown, whatever the case of its letters. Reads
 * the log as a stream, and stops when it has found enough or its time is over.
 */
public final class LogSearch {

  private static final int BLOCK = 256 * 1024;

  private LogSearch() {}

  /**
   * A line in which the text is.
   *
   * @param text inert; of a long line what stands around the find
   */
  public record Hit(long line, String text) {}

  /**
   * What was found.
   *
   * @param more whether the log was not read to its end
   * @param searchedTo number of the last line that was looked at
   */
  public record Hits(List<Hit> hits, boolean more, long searchedTo) {

    public Hits {
      hits = List.copyOf(hits);
    }
  }

  /**
   * Searches from a line on.
   *
   * @throws dev.modelgate.reporter.bucket.BucketException where the bucket does not answer
   */
  public static Hits search(
      LogSnapshot log, String wanted, long fromLine, int limit, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    var hits = new ArrayList<Hit>();
    LineMatcher matcher = new LineMatcher(wanted);
    List<LogPart> parts = log.index().parts();
    long end = -1;
    for (int i = parts.isEmpty() ? 0 : log.index().ofLine(fromLine); i < parts.size(); i++) {
      LogPart part = parts.get(i);
      if (part.offset() != end) {
        matcher.end(fromLine, hits);
        matcher.jump(part.line());
      }
      end = part.end();
      try (InputStream in = log.open(part, part.offset())) {
        byte[] block = new byte[BLOCK];
        for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
          matcher.read(block, n, fromLine, hits, limit);
          if (hits.size() >= limit || System.nanoTime() > deadline) {
            return new Hits(hits, true, matcher.number() - 1);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Expected the rest of a log's segment", e);
      }
    }
    matcher.end(fromLine, hits);
    return new Hits(hits, false, matcher.number());
  }
}
