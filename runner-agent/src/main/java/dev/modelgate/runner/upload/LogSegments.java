package dev.modelgate.runner.upload;

import dev.modelgate.runner.host.DurableFiles;
import dev.modelgate.runner.report.LogJournal;
import dev.modelgate.runner.report.LogLines;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segments in which a log is stored: they follow each other without a gap. A segment's bounds
 * are on disk before it is stored under a name that says where it begins, so nothing is ever stored
 * again under that name but the same bytes. For one thread.
 */
final class LogSegments implements Waiting {

  /** Most bytes of a segment. */
  static final int LONGEST = 4 * 1024 * 1024;

  private static final int ENTRY = 16;
  private static final int CUT_AT_ONCE = 16;

  /** Where a segment ends, and the line that what follows begins in. */
  private record End(long offset, long line) {}

  private final Path bounds;
  private final Path stored;
  private final Path log;
  private final LogJournal journal;
  private final Duration age;
  private long waitingSince;
  private boolean isWaiting;

  LogSegments(Path attemptFolder, LogJournal journal, Duration age) {
    this.age = age;
    this.bounds = attemptFolder.resolve("log-segments");
    this.stored = attemptFolder.resolve("log-segments-stored");
    this.log = attemptFolder.resolve("log");
    this.journal = journal;
  }

  /**
   * Cuts what is due: whole segments; and what is left, once it is old enough or the log grows no
   * more.
   *
   * @param nanos a monotonic clock
   */
  void cut(long nanos) {
    boolean isComplete = journal.isComplete();
    long logEnd = isComplete ? journal.bytes() : log.toFile().length();
    long size = size();
    End end = end(size);
    if (logEnd > end.offset() && !isWaiting) {
      isWaiting = true;
      waitingSince = nanos;
    }
    boolean isOld = isWaiting && nanos - waitingSince >= age.toNanos();
    ByteBuffer more = ByteBuffer.allocate(CUT_AT_ONCE * ENTRY);
    while (more.hasRemaining() && logEnd > end.offset()) {
      long next = Math.min(logEnd, end.offset() + LONGEST);
      if (next - end.offset() < LONGEST && !isComplete && !isOld) {
        break;
      }
      end = new End(next, end.line() + LogLines.ended(log, end.offset(), next));
      more.putLong(end.offset()).putLong(end.line());
    }
    if (more.position() > 0) {
      append(size, more.flip());
      isWaiting = false;
    }
  }

  @Override
  public List<Upload> next(int most) {
    List<Upload> next = new ArrayList<>();
    long size = size();
    for (long number = stored(); number < size && next.size() < most; number++) {
      End begin = end(number);
      next.add(
          new Upload(
              number,
              "log/%015d-%012d".formatted(begin.offset(), begin.line()),
              end(number + 1).offset() - begin.offset()));
    }
    return next;
  }

  @Override
  public Optional<BodyPublisher> body(Upload upload) {
    return Optional.of(
        BodyPublishers.ofByteArray(
            journal.read(
                new LogJournal.Chunk(
                    0, end(upload.number()).offset(), 0, Math.toIntExact(upload.bytes())))));
  }

  @Override
  public void settled(Upload upload) {
    DurableFiles.write(stored, Long.toString(upload.number() + 1).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean isDone() {
    return journal.isComplete() && end(size()).offset() >= journal.bytes() && stored() >= size();
  }

  private long stored() {
    return DurableFiles.read(stored)
        .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8)))
        .orElse(0L);
  }

  private long size() {
    return bounds.toFile().length() / ENTRY;
  }

  /** Where so many segments end. */
  private End end(long segments) {
    if (segments == 0) {
      return new End(0, 1);
    }
    try (RandomAccessFile file = new RandomAccessFile(bounds.toFile(), "r")) {
      file.seek((segments - 1) * ENTRY);
      return new End(file.readLong(), file.readLong());
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + bounds + ", but " + e.getMessage(), e);
    }
  }

  /** Writes behind the last whole entry: one that was cut short never counted. */
  private void append(long size, ByteBuffer entries) {
    try (FileChannel channel =
        FileChannel.open(bounds, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(size * ENTRY);
      while (entries.hasRemaining()) {
        channel.write(entries);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + bounds + ", but " + e.getMessage(), e);
    }
  }
}
