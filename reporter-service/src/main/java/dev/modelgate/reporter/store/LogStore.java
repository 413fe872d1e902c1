package dev.modelgate.reporter.store;

import dev.modelgate.reporter.intake.LogPiece;
import dev.modelgate.reporter.render.LogSegment;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Logs as they were shipped. Of an attempt that writes without end the beginning and the end are
 * kept and the middle is dropped; what is older than a month goes.
 */
@Singleton
public final class LogStore {

  static final long KEPT_HEAD = 8L * 1024 * 1024;
  static final long KEPT_TAIL = 24L * 1024 * 1024;
  static final Duration KEPT_FOR = Duration.ofDays(30);

  private static final long DROPPED_AT_ONCE = 4L * 1024 * 1024;
  private static final int PIECE_AT_MOST = 256 * 1024;
  private static final long LONGEST = 1L << 50;

  private final Sql sql;
  private final Clock clock;

  LogStore(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Keeps a piece; a double, and one that no runner of ours sends, is dropped. */
  public void add(LogPiece piece) {
    if (piece.sequence() < 0
        || piece.offset() < 0
        || piece.offset() > LONGEST
        || piece.bytes().length > PIECE_AT_MOST) {
      return;
    }
    int newlines = 0;
    for (byte b : piece.bytes()) {
      newlines += b == '\n' ? 1 : 0;
    }
    int added =
        sql.update(
            "insert into log_chunk (attempt_id, token, sequence, start_at, length, newlines,"
                + " bytes, last, received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing",
            piece.attemptId(),
            piece.token(),
            piece.sequence(),
            piece.offset(),
            piece.bytes().length,
            newlines,
            piece.bytes(),
            piece.last(),
            clock.instant());
    if (added > 0) {
      dropMiddle(piece);
      dropOld(piece);
    }
  }

  /** The newest token's state of an attempt's log; empty where nothing came. */
  public Optional<Extent> extent(String attemptId) {
    return sql.first(
        "select token, max(start_at + length) as size, bool_or(last) as ended from log_chunk"
            + " where attempt_id = ? group by token order by token desc limit 1",
        row -> new Extent(row.getLong("token"), row.getLong("size"), row.getBoolean("ended")),
        attemptId);
  }

  /**
   * How much of a log there is.
   *
   * @param size in bytes, as far as it is known
   * @param ended whether it will not grow any more
   */
  public record Extent(long token, long size, boolean ended) {}

  /** Whole pieces that reach into a range, joined where nothing lies between them. */
  public LogWindow read(String attemptId, Extent extent, long from, long to) {
    List<LogSegment> pieces =
        sql.list(
            "select start_at, bytes from log_chunk where attempt_id = ? and token = ?"
                + " and start_at < ? and start_at + length > ? and start_at >= ? - ?"
                + " order by start_at, sequence",
            row -> new LogSegment(row.getLong("start_at"), row.getBytes("bytes")),
            attemptId,
            extent.token(),
            to,
            from,
            from,
            (long) PIECE_AT_MOST);
    List<LogSegment> segments = joined(pieces);
    long newlines =
        segments.isEmpty()
            ? 0
            : sql.first(
                    "select coalesce(sum(newlines), 0) as n from log_chunk"
                        + " where attempt_id = ? and token = ? and start_at < ?",
                    row -> row.getLong("n"),
                    attemptId,
                    extent.token(),
                    segments.getFirst().offset())
                .orElse(0L);
    return new LogWindow(segments, newlines);
  }

  /** Pieces that say the same bytes twice count once; one whose bytes were dropped leaves a gap. */
  private static List<LogSegment> joined(List<LogSegment> pieces) {
    var segments = new ArrayList<LogSegment>();
    var bytes = new ByteArrayOutputStream();
    long start = 0;
    for (LogSegment piece : pieces) {
      long end = start + bytes.size();
      if (bytes.size() > 0 && piece.offset() > end) {
        segments.add(new LogSegment(start, bytes.toByteArray()));
        bytes.reset();
      }
      if (bytes.size() == 0) {
        start = piece.offset();
        end = start;
      }
      int known = (int) Math.min(piece.bytes().length, Math.max(0, end - piece.offset()));
      bytes.writeBytes(Arrays.copyOfRange(piece.bytes(), known, piece.bytes().length));
    }
    if (bytes.size() > 0) {
      segments.add(new LogSegment(start, bytes.toByteArray()));
    }
    return segments;
  }

  /**
   * Rows stay, because they count lines. Pieces come nearly in order, so that only a stretch behind
   * the kept end has to be looked at.
   */
  private void dropMiddle(LogPiece piece) {
    long end = piece.offset() - KEPT_TAIL;
    if (end > KEPT_HEAD) {
      sql.update(
          "update log_chunk set bytes = '' where attempt_id = ? and token = ? and start_at >= ?"
              + " and start_at + length <= ? and length(bytes) > 0",
          piece.attemptId(),
          piece.token(),
          Math.max(KEPT_HEAD, end - DROPPED_AT_ONCE),
          end);
    }
  }

  /** A few rows each time a log begins, so that no sweep ever has much to do. */
  private void dropOld(LogPiece piece) {
    if (piece.sequence() == 0) {
      sql.update(
          "delete from log_chunk where ctid = any (array (select ctid from log_chunk"
              + " where received_at < ? order by received_at limit 500))",
          clock.instant().minus(KEPT_FOR));
    }
  }
}
