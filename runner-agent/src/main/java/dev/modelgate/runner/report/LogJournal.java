package dev.modelgate.runner.report;

import dev.modelgate.runner.host.DurableFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * In which chunks a log is shipped: a file with the position behind each of them, eight bytes each,
 * and one with how many Kafka has. A chunk's bounds are written before it is sent, so that it is
 * the same bytes whenever it is sent again. The last chunk is empty. Thread-safe.
 */
public final class LogJournal {

  /** Most bytes in a chunk. */
  public static final int LONGEST_CHUNK = 64 * 1024;

  private static final int ENTRY = 8;

  /**
   * A piece of the log.
   *
   * @param number from 0
   * @param offset of its first byte in the log
   * @param length 0 for the last one, and only for that
   */
  public record Chunk(long number, long offset, int length) {

    public boolean isLast() {
      return length == 0;
    }
  }

  private final Path log;
  private final Path ends;
  private final Path acknowledged;

  public LogJournal(Path attemptFolder) {
    this.log = attemptFolder.resolve("log");
    this.ends = attemptFolder.resolve("log-chunks");
    this.acknowledged = attemptFolder.resolve("log-acknowledged");
  }

  /** How many chunks have bounds. */
  public synchronized long size() {
    return length(ends) / ENTRY;
  }

  /** How many chunks Kafka has. */
  public synchronized long acknowledged() {
    return DurableFiles.read(acknowledged)
        .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8)))
        .orElse(0L);
  }

  public synchronized void acknowledge(long chunks) {
    DurableFiles.write(acknowledged, Long.toString(chunks).getBytes(StandardCharsets.UTF_8));
  }

  /** One chunk that has bounds. */
  public synchronized Chunk chunk(long number) {
    long offset = number == 0 ? 0 : end(number - 1);
    return new Chunk(number, offset, Math.toIntExact(end(number) - offset));
  }

  /** Whether the last chunk has bounds; nothing is added any more. */
  public synchronized boolean isComplete() {
    long size = size();
    return size > 0 && chunk(size - 1).isLast();
  }

  /** Cuts what the log has grown by into at most that many chunks. */
  public synchronized void cut(int mostChunks) {
    if (isComplete()) {
      return;
    }
    long size = size();
    long position = size == 0 ? 0 : end(size - 1);
    long end = length(log);
    ByteBuffer more = ByteBuffer.allocate(mostChunks * ENTRY);
    while (position < end && more.hasRemaining()) {
      position = Math.min(position + LONGEST_CHUNK, end);
      more.putLong(position);
    }
    append(more.flip());
  }

  /**
   * Cuts all that is left of a log that grows no more, and the last chunk behind it. Log and bounds
   * are on disk afterwards.
   */
  public synchronized void complete() {
    while (!isComplete()) {
      long before = size();
      cut(1024);
      if (size() == before) {
        append(ByteBuffer.allocate(ENTRY).putLong(before == 0 ? 0 : end(before - 1)).flip());
      }
    }
    if (Files.exists(log)) {
      DurableFiles.force(log);
    }
    DurableFiles.force(ends);
  }

  /** How long the log is, as far as it was cut. */
  public synchronized long bytes() {
    long size = size();
    return size == 0 ? 0 : end(size - 1);
  }

  /** The bytes of a chunk; those that a power cut took are question marks. */
  public byte[] read(Chunk chunk) {
    byte[] bytes = new byte[chunk.length()];
    Arrays.fill(bytes, (byte) '?');
    if (chunk.isLast() || !Files.exists(log)) {
      return bytes;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      channel.position(chunk.offset());
      int count = 0;
      while (rest.hasRemaining() && count >= 0) {
        count = channel.read(rest);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + log + ", but " + e.getMessage(), e);
    }
  }

  private long end(long number) {
    try (RandomAccessFile file = new RandomAccessFile(ends.toFile(), "r")) {
      file.seek(number * ENTRY);
      return file.readLong();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to read bound " + number + " in " + ends + ", but " + e.getMessage(), e);
    }
  }

  /** Writes behind the last whole entry: one that was cut short never counted. */
  private void append(ByteBuffer entries) {
    if (!entries.hasRemaining()) {
      return;
    }
    try (SeekableByteChannel channel =
        Files.newByteChannel(ends, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(size() * ENTRY);
      while (entries.hasRemaining()) {
        channel.write(entries);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + ends + ", but " + e.getMessage(), e);
    }
  }

  private static long length(Path file) {
    return file.toFile().length();
  }
}
