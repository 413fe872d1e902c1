package dev.modelgate.runner.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the lines of a log; only a line feed ends one, so a progress bar is one long line. */
public final class LogLines {

  private static final int PIECE = 256 * 1024;

  private LogLines() {}

  /** How many lines end between two positions; bytes that are not there end none. */
  public static long ended(Path log, long from, long to) {
    long[] count = {0};
    scan(
        log,
        from,
        to,
        (bytes, length, position) -> {
          for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
              count[0]++;
            }
          }
          return true;
        });
    return count[0];
  }

  /** Where the first line begins after a position; the position itself where none does until to. */
  public static long beginning(Path log, long from, long to) {
    long[] found = {from};
    scan(
        log,
        from,
        to,
        (bytes, length, position) -> {
          for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n' && position + i + 1 < to) {
              found[0] = position + i + 1;
              return false;
            }
          }
          return true;
        });
    return found[0];
  }

  /** Takes pieces of a log. */
  private interface Piece {
    /** Whether more are wanted. */
    boolean take(byte[] bytes, int length, long position);
  }

  private static void scan(Path log, long from, long to, Piece piece) {
    if (from >= to || !Files.exists(log)) {
      return;
    }
    byte[] bytes = new byte[(int) Math.min(PIECE, to - from)];
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(from);
      long position = from;
      while (position < to) {
        int count =
            channel.read(ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, to - position)));
        if (count < 0 || !piece.take(bytes, count, position)) {
          return;
        }
        position += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + log + ", but " + e.getMessage(), e);
    }
  }
}
