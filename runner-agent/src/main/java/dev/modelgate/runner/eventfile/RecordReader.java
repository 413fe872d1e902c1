package dev.modelgate.runner.eventfile;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * Reads TFRecord: length (8 bytes, little endian), its masked CRC32C, data, their masked CRC32C.
 * Both checksums are always compared. A length is believed only where its checksum is right and the
 * file is long enough, so memory never grows with what a file claims.
 *
 * <p>Where no record begins, the next one is looked for byte by byte: one damaged place costs what
 * it hit, not the rest of the file.
 */
final class RecordReader {

  /** Longest record that is looked into, in bytes; longer ones are checked and left out. */
  static final int LONGEST = 16 * 1024 * 1024;

  private static final int HEAD = 12;
  private static final int FOOT = 4;
  private static final int ROOM = 512 * 1024;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final SeekableByteChannel channel;
  private final long size;
  private final Damages damages;
  private final Crc crc = new Crc();
  private byte[] buffer;
  private int next;
  private int filled;

  /** Position of the buffer's first byte in the file. */
  private long start;

  private int dataFrom;
  private int dataTo;
  private long recordAt;

  RecordReader(SeekableByteChannel channel, Damages damages) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.damages = damages;
    this.buffer = new byte[(int) Math.clamp(size, HEAD + FOOT, ROOM)];
  }

  /** Goes to the next undamaged record; false at the end. */
  boolean next() throws IOException {
    while (true) {
      recordAt = start + next;
      long rest = size - recordAt;
      if (rest <= 0) {
        return false;
      }
      boolean headed = rest >= HEAD && fill(HEAD) && hasHead();
      long length = headed ? (long) LONG.get(buffer, next) : -1;
      if (length < 0 || length > rest - HEAD - FOOT) {
        if (!findNext(headed || rest < HEAD)) {
          return false;
        }
      } else if (length > LONGEST) {
        skip(length);
      } else if (take((int) length)) {
        return true;
      }
    }
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return dataFrom;
  }

  int to() {
    return dataTo;
  }

  /** Position of the current record in the file. */
  long position() {
    return recordAt;
  }

  private boolean hasHead() {
    return crc.of(buffer, next, Long.BYTES) == (int) INT.get(buffer, next + Long.BYTES);
  }

  private boolean take(int length) throws IOException {
    int whole = HEAD + length + FOOT;
    if (!fill(whole)) {
      end(Damage.Kind.CUT);
      return false;
    }
    dataFrom = next + HEAD;
    dataTo = dataFrom + length;
    next += whole;
    if (crc.of(buffer, dataFrom, length) == (int) INT.get(buffer, dataTo)) {
      return true;
    }
    damages.add(Damage.Kind.RECORD, recordAt, whole);
    return false;
  }

  /** Reads past a record that is too long to be held, and checks it on the way. */
  private void skip(long length) throws IOException {
    next += HEAD;
    crc.begin();
    long left = length;
    while (left > 0) {
      int piece = (int) Math.min(left, ROOM);
      if (!fill(piece)) {
        end(Damage.Kind.CUT);
        return;
      }
      crc.add(buffer, next, piece);
      next += piece;
      left -= piece;
    }
    if (!fill(FOOT)) {
      end(Damage.Kind.CUT);
      return;
    }
    boolean whole = crc.masked() == (int) INT.get(buffer, next);
    next += FOOT;
    damages.add(whole ? Damage.Kind.TOO_LONG : Damage.Kind.RECORD, recordAt, length + HEAD + FOOT);
  }

  /**
   * Looks for the next head of a record. Empty records are not looked for: files that were cut by a
   * crash often end in zeros.
   *
   * @param begun whether a record had begun where the search starts
   */
  private boolean findNext(boolean begun) throws IOException {
    boolean zeros = true;
    while (size - start - next > HEAD && fill(HEAD + 1)) {
      zeros &= buffer[next] == 0;
      next++;
      long length = (long) LONG.get(buffer, next);
      if (length > 0 && length <= size - start - next - HEAD - FOOT && hasHead()) {
        damages.add(Damage.Kind.STRETCH, recordAt, start + next - recordAt);
        return true;
      }
    }
    for (int i = next; i < filled; i++) {
      zeros &= buffer[i] == 0;
    }
    end(begun || zeros ? Damage.Kind.CUT : Damage.Kind.LOST);
    return false;
  }

  private void end(Damage.Kind kind) {
    damages.add(kind, recordAt, size - recordAt);
    start = size;
    next = 0;
    filled = 0;
  }

  /** Has at least so many bytes in the buffer; false where the file ends before. */
  private boolean fill(int count) throws IOException {
    if (filled - next >= count) {
      return true;
    }
    byte[] target = count > buffer.length ? new byte[Math.max(count, ROOM)] : buffer;
    System.arraycopy(buffer, next, target, 0, filled - next);
    start += next;
    filled -= next;
    next = 0;
    buffer = target;
    ByteBuffer free = ByteBuffer.wrap(buffer);
    while (filled < count) {
      int room = (int) Math.min(buffer.length - filled, size - start - filled);
      if (room <= 0) {
        return false;
      }
      int read = channel.read(free.limit(filled + room).position(filled));
      if (read < 0) {
        // The file has become shorter; what is missing is not to be mistaken for old bytes.
        Arrays.fill(buffer, filled, buffer.length, (byte) 0);
        return false;
      }
      filled += read;
    }
    return true;
  }
}
