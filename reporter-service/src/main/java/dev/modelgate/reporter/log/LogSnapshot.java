package dev.modelgate.reporter.log;

import dev.modelgate.reporter.bucket.Bucket;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One log as it is at one moment: where its parts lie. Bytes are read when they are asked for; an
 * object that is gone by then, or shorter than it was listed, reads as a gap.
 */
public final class LogSnapshot {

  private final Bucket bucket;
  private final LogIndex index;
  private final @Nullable Tail tail;
  private final long told;
  private final boolean ended;
  private final String trouble;

  LogSnapshot(
      Bucket bucket,
      LogIndex index,
      @Nullable Tail tail,
      long told,
      boolean ended,
      String trouble) {
    this.bucket = bucket;
    this.index = index;
    this.tail = tail;
    this.told = told;
    this.ended = ended;
    this.trouble = trouble;
  }

  /** How long the log is by what is known, in bytes. */
  public long size() {
    return Math.max(told, index.end());
  }

  /** Whether the log ends at a position, by what was said of its end. */
  boolean endsAt(long position) {
    return told >= 0 && position >= told;
  }

  /** Whether it will not grow any more. */
  public boolean ended() {
    return ended;
  }

  /** A sentence where a part of the log cannot be looked for just now; else empty. */
  public String trouble() {
    return trouble;
  }

  /** What brings the newest bytes; null where nothing is to come, or nobody can say. */
  @Nullable Tail tail() {
    return tail;
  }

  LogIndex index() {
    return index;
  }

  /** Bytes of a part, between positions in the log that lie in it. */
  byte[] bytes(LogPart part, long from, long to) {
    return switch (part) {
      case LogPart.Fresh fresh -> {
        int first = fresh.first() + (int) (from - fresh.offset());
        yield Arrays.copyOfRange(fresh.bytes(), first, first + (int) (to - from));
      }
      case LogPart.Stored stored ->
          bucket
              .read(stored.key(), from - stored.offset(), to - stored.offset())
              .orElse(new byte[0]);
    };
  }

  /** The same as a stream, for whoever reads much. */
  InputStream open(LogPart part, long from) {
    return switch (part) {
      case LogPart.Fresh fresh -> new ByteArrayInputStream(bytes(fresh, from, fresh.end()));
      case LogPart.Stored stored ->
          bucket
              .open(stored.key(), from - stored.offset(), stored.end() - stored.offset())
              .orElse(InputStream.nullInputStream());
    };
  }

  /** The log as it was written, from a position to another; where bytes are missing it says so. */
  public InputStream stream(long from, long to) {
    return new LogStream(this, from, Math.min(to, size()));
  }
}
