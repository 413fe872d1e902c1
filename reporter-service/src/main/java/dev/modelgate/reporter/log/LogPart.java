package dev.modelgate.reporter.log;

import java.time.Instant;

/** Bytes of a log that lie in one place. */
sealed interface LogPart {

  /** Position of the first byte in the log. */
  long offset();

  /** Number of the line that the first byte belongs to. */
  long line();

  /** Position after the last byte. */
  long end();

  /** An object in the bucket, whole. */
  record Stored(String key, Instant storedAt, long offset, long line, long end)
      implements LogPart {}

  /** Bytes that came by the topic; {@code first} is the place of the first one in the array. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Fresh(byte[] bytes, int first, long offset, long line, long end) implements LogPart {

    /** The rest from a position on. */
    Fresh from(long position) {
      int skipped = (int) (position - offset);
      long lines = 0;
      for (int i = first; i < first + skipped; i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
      }
      return new Fresh(bytes, first + skipped, position, line + lines, end);
    }

    Fresh numbered(long number) {
      return new Fresh(bytes, first, offset, number, end);
    }

    /** The beginning up to a position. */
    Fresh to(long position) {
      return new Fresh(bytes, first, offset, line, Math.min(end, position));
    }
  }
}
