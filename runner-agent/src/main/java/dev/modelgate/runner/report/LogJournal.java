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
 * Which chunks of a log go to the live tail: a file with position, length and line of each of them,
 * and one with how many Kafka has. A chunk's bounds are written before it is sent, so that it is
 * the same bytes whenever it is sent again. A log that grows faster than the tail may is sent in
 * pieces, each from the beginning of a line where there is one. The last chunk is empty and lies at
 * the log's end. Thread-safe.
 */
public final class LogJournal {

  /** Most bytes in a chunk. */
  public static final int LONGEST_CHUNK = 64 * 1024;

  private static final int ENTRY = 20;

  /** So far behind a jump the beginning of a line is looked for. */
  private static final int LOOK = 16 * 1024;

  /**
   * A piece of the log.
   *
   * @param number from 0
   * @param offset of its first byte in the log
   * @param line that its first byte belongs to, from 1
   * @param length 0 for the last one, and only for that
   */
  public record Chunk(long number, long offset, long line, int length) {

    public boolean isLast() {
      return length == 0;
    }

    long end() {
      return offset + length;
    }
  }

  private final Path log;
  private final Path bounds;
  private final Path acknowledged;

  public LogJournal(Path attemptFolder) {
    this.log = attemptFolder.resolve("log");
    this.bounds = attemptFolder.resolve("live-chunks");
    this.acknowledged = attemptFolder.resolve("live-acknowledged");
  }

  /** How many chunks have bounds. */
  public synchronized long size() {
    return length(bounds) / ENTRY;
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
    try (RandomAccessFile file = new RandomAccessFile(bounds.toFile(), "r")) {
      file.seek(number * ENTRY);
      return new Chunk(number, file.readLong(), file.readLong(), file.readInt());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to read bound " + number + " in " + bounds + ", but " + e.getMessage(), e);
    }
  }

  /** Whether the last chunk has bounds; nothing is added any more. */
  public synchronized boolean isComplete() {
    long size = size();
    return size > 0 && chunk(size - 1).isLast();
  }

  /** Cuts the newest that the log has grown by into chunks of so many bytes in all. */
  public synchronized void cut(long mostBytes) {
    if (!isComplete() && mostBytes > 0) {
      append(length(log), mostBytes, false);
    }
  }

  /** Cuts the end of a log that grows no more, and the last chunk. Log and bounds are on disk. */
  public synchronized void complete() {
    if (!isComplete()) {
      append(length(log), LiveAllowance.BURST, true);
    }
    if (Files.exists(log)) {
      DurableFiles.force(log);
    }
    DurableFiles.force(bounds);
  }

  /** How long the log is, as far as it was looked at; all of it where it is complete. */
  public synchronized long bytes() {
    long size = size();
    return size == 0 ? 0 : chunk(size - 1).end();
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

  private void append(long end, long mostBytes, boolean last) {
    long size = size();
    Chunk before = size == 0 ? new Chunk(-1, 0, 1, 0) : chunk(size - 1);
    long offset = before.end();
    // A log that lost its end in a power cut is as long as it was said to be.
    long logEnd = Math.max(end, offset);
    if (logEnd - offset > mostBytes) {
      long newest = logEnd - mostBytes;
      offset = LogLines.beginning(log, newest, Math.min(logEnd, newest + LOOK));
    }
    long line = before.line() + LogLines.ended(log, before.offset(), offset);
    int chunks = Math.toIntExact((logEnd - offset + LONGEST_CHUNK - 1) / LONGEST_CHUNK);
    ByteBuffer more = ByteBuffer.allocate((chunks + 1) * ENTRY);
    while (offset < logEnd) {
      int length = (int) Math.min(LONGEST_CHUNK, logEnd - offset);
      more.putLong(offset).putLong(line).putInt(length);
      line += LogLines.ended(log, offset, offset + length);
      offset += length;
    }
    if (last) {
      more.putLong(offset).putLong(line).putInt(0);
    }
    append(more.flip());
  }

  /** Writes behind the last whole entry: one that was cut short never counted. */
  private void append(ByteBuffer entries) {
    if (!entries.hasRemaining()) {
      return;
    }
    try (SeekableByteChannel channel =
        Files.newByteChannel(bounds, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(size() * ENTRY);
      while (entries.hasRemaining()) {
        channel.write(entries);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + bounds + ", but " + e.getMessage(), e);
    }
  }

  private static long length(Path file) {
    return file.toFile().length();
  }
}
