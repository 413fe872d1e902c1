package dev.modelgate.reporter.render;

/**
 * Bytes of a log without a gap between them.
 *
 * @param offset position of the first byte in the log
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogSegment(long offset, byte[] bytes) {

  /** Position after the last byte. */
  public long end() {
    return offset + bytes.length;
  }
}
