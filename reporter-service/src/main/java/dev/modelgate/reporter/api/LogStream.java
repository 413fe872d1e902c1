package dev.modelgate.reporter.api;

import dev.modelgate.reporter.render.LogSegment;
import dev.modelgate.reporter.render.LogText;
import dev.modelgate.reporter.store.LogStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a log, read from the store a part at a time, so that no log is ever in memory whole.
 */
final class LogStream extends InputStream {

  private static final int PART = 512 * 1024;

  private final LogStore logs;
  private final String attemptId;
  private final LogStore.Extent extent;
  private long position;
  private byte[] part = new byte[0];
  private int read;

  LogStream(LogStore logs, String attemptId, LogStore.Extent extent, long from) {
    this.logs = logs;
    this.attemptId = attemptId;
    this.extent = extent;
    this.position = from;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    while (read == part.length) {
      if (position >= extent.size()) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, part.length - read);
    System.arraycopy(part, read, target, offset, count);
    read += count;
    return count;
  }

  private void fill() {
    long end = Math.min(extent.size(), position + PART);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (LogSegment segment : logs.read(attemptId, extent, position, end).segments()) {
      if (segment.offset() > position && segment.offset() < end) {
        bytes.writeBytes(gap(segment.offset() - position));
        position = segment.offset();
      }
      int from = (int) Math.max(0, position - segment.offset());
      int to = (int) Math.min(segment.bytes().length, end - segment.offset());
      if (from < to) {
        bytes.write(segment.bytes(), from, to - from);
        position = segment.offset() + to;
      }
    }
    if (position < end) {
      bytes.writeBytes(gap(end - position));
      position = end;
    }
    part = bytes.toByteArray();
    read = 0;
  }

  private static byte[] gap(long size) {
    return ("\n" + LogText.missing(size) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
