package dev.modelgate.reporter.render;

/**
 * Bytes of a log without a gap between them.
 *
 * @param offset position of the first byte in the log
 * @param line number of the line that the first byte belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogSegment(long offset, long line, byte[] bytes) {

  /** Position after the last byte. */
  public long end() {
    return offset + bytes.length;
  }
}
