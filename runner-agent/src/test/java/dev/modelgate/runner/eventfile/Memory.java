package dev.modelgate.runner.eventfile;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes as a channel, handed out in small pieces as a slow disk may. */
final class Memory implements SeekableByteChannel {

  private final ByteBuffer bytes;
  private final int piece;

  Memory(byte[] bytes, int piece) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.piece = piece;
  }

  static EventFile file(byte[] bytes) {
    return file("events.out.tfevents.1", bytes);
  }

  static EventFile file(String name, byte[] bytes) {
    return new EventFile(name, () -> new Memory(bytes, 1 << 20));
  }

  @Override
  public int read(ByteBuffer target) {
    if (!bytes.hasRemaining()) {
      return -1;
    }
    int count = Math.min(piece, Math.min(target.remaining(), bytes.remaining()));
    target.put(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return count;
  }

  @Override
  public long position() {
    return bytes.position();
  }

  @Override
  public SeekableByteChannel position(long position) {
    bytes.position((int) position);
    return this;
  }

  @Override
  public long size() {
    return bytes.limit();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
