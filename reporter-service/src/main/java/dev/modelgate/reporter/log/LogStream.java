package dev.modelgate.reporter.log;

import dev.modelgate.reporter.render.LogText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a log, part after part, a sentence where some are not there. */
final class LogStream extends InputStream {

  private final LogSnapshot log;
  private final long to;
  private long position;
  private long left;
  private InputStream open = InputStream.nullInputStream();

  LogStream(LogSnapshot log, long from, long to) {
    this.log = log;
    this.to = to;
    this.position = from;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      int count = left == 0 ? -1 : open.read(target, offset, (int) Math.min(length, left));
      if (count >= 0) {
        left -= count;
        return count;
      }
      open.close();
      if (left > 0) {
        throw new IOException("Expected the rest of a segment, but it ended; ask again from there");
      }
      if (!next()) {
        return -1;
      }
    }
  }

  private boolean next() {
    left = 0;
    if (position >= to) {
      return false;
    }
    LogIndex index = log.index();
    int place = index.at(position);
    LogPart part = place < index.parts().size() ? index.parts().get(place) : null;
    long known = part == null ? to : Math.min(to, part.offset());
    if (part == null || known > position) {
      byte[] gap =
          ("\n" + LogText.missing(known - position) + "\n").getBytes(StandardCharsets.UTF_8);
      open = new ByteArrayInputStream(gap);
      left = gap.length;
      position = known;
      return true;
    }
    open = log.open(part, position);
    left = Math.min(to, part.end()) - position;
    position += left;
    return true;
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
