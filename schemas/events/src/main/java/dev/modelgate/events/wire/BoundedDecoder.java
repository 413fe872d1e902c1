package dev.modelgate.events.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro binary from an array and believes no length: a string, a block or a count that is
 * larger than what is left of the input fails before anything is allocated for it.
 */
final class BoundedDecoder extends Decoder {

  private final ByteBuffer in;
  private long items;

  BoundedDecoder(byte[] bytes, int offset) {
    this.in = ByteBuffer.wrap(bytes, offset, bytes.length - offset).order(ByteOrder.LITTLE_ENDIAN);
    this.items = bytes.length;
  }

  int remaining() {
    return in.remaining();
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return next() == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("Expected an int, but the number has more than 32 bits");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = next();
      bits |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new IOException("Expected a number of at most ten bytes, but it goes on");
  }

  @Override
  public float readFloat() throws IOException {
    take(4);
    return in.getFloat();
  }

  @Override
  public double readDouble() throws IOException {
    take(8);
    return in.getDouble();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(bytes());
  }

  @Override
  public String readString() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(bytes());
  }

  @Override
  public void skipBytes() throws IOException {
    skip(readLong());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    take(length);
    in.get(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    skip(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return blockStart();
  }

  @Override
  public long arrayNext() throws IOException {
    return blockStart();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return blockStart();
  }

  @Override
  public long mapNext() throws IOException {
    return blockStart();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public int remainingBytes() {
    return in.remaining();
  }

  private long blockStart() throws IOException {
    long count = readLong();
    if (count < 0) {
      skipSize();
      count = -count;
    }
    return counted(count);
  }

  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      skip(readLong());
      count = readLong();
    }
    return counted(count);
  }

  private void skipSize() throws IOException {
    readLong();
  }

  /** Every item of ours takes a byte at least; the sum over all blocks is bounded by the input. */
  private long counted(long count) throws IOException {
    if (count < 0 || count > in.remaining() || count > items) {
      throw new IOException("Expected as many items as there are bytes at most, but got " + count);
    }
    items -= count;
    return count;
  }

  private byte[] bytes() throws IOException {
    long length = readLong();
    take(length);
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private void skip(long length) throws IOException {
    take(length);
    in.position(in.position() + (int) length);
  }

  private byte next() throws IOException {
    take(1);
    return in.get();
  }

  private void take(long length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw new EOFException(
          "Expected " + length + " more bytes, but only " + in.remaining() + " are left");
    }
  }
}
