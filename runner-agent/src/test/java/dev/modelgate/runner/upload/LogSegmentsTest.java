package dev.modelgate.runner.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.host.DurableFiles;
import dev.modelgate.runner.report.LogJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which segments a log is stored. */
class LogSegmentsTest {

  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private LogSegments open() {
    return open(folder);
  }

  private static LogSegments open(Path attempt) {
    return new LogSegments(attempt, new LogJournal(attempt), Duration.ofSeconds(30));
  }

  private void write(String text) throws IOException {
    Files.writeString(
        folder.resolve("log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void waitForMoreUntilTheirOldestByteIsOld() throws IOException {
    LogSegments segments = open();
    write("one\ntwo\nth");

    segments.cut(0);
    segments.cut(29 * SECOND);
    assertThat(segments.next(10)).isEmpty();
    segments.cut(30 * SECOND);
    assertThat(segments.next(10))
        .containsExactly(new Upload(0, "log/000000000000000-000000000001", 10));

    write("ree\n");
    segments.cut(31 * SECOND);
    segments.cut(60 * SECOND);
    assertThat(segments.next(10)).hasSize(1);
    segments.cut(61 * SECOND);
    assertThat(segments.next(10).getLast())
        .isEqualTo(new Upload(1, "log/000000000000010-000000000003", 4));
  }

  @Test
  void areCutAtOnceWhereTheyAreFullOrTheLogHasEnded() throws IOException {
    LogSegments segments = open();
    write("x".repeat(LogSegments.LONGEST + 1));

    segments.cut(0);
    assertThat(segments.next(10)).extracting(Upload::bytes).containsExactly(4_194_304L);

    new LogJournal(folder).complete();
    segments.cut(0);
    assertThat(segments.next(10)).extracting(Upload::bytes).containsExactly(4_194_304L, 1L);
    assertThat(segments.isDone()).isFalse();
    segments.next(10).forEach(segments::settled);
    assertThat(segments.isDone()).isTrue();
    assertThat(open().isDone()).isTrue();
  }

  @Test
  void areNoneOfAnEmptyLog() {
    LogSegments segments = open();
    segments.cut(0);
    assertThat(segments.isDone()).isFalse();

    new LogJournal(folder).complete();
    segments.cut(60 * SECOND);

    assertThat(segments.next(10)).isEmpty();
    assertThat(segments.isDone()).isTrue();
  }

  @Test
  void keepTheirBoundsWhateverTheLogDoes() throws IOException {
    write("abc");
    LogSegments first = open();
    first.cut(0);
    first.cut(30 * SECOND);
    Upload before = first.next(1).getFirst();
    write("defgh");
    Files.write(folder.resolve("log-segments"), new byte[5], StandardOpenOption.APPEND);

    LogSegments second = open();
    second.cut(0);
    second.cut(60 * SECOND);

    assertThat(second.next(10).getFirst()).isEqualTo(before);
    assertThat(second.next(10).getLast())
        .isEqualTo(new Upload(1, "log/000000000000003-000000000001", 5));
  }

  /** However the log grows, and however often the agent is another one. */
  @Property(tries = 15)
  void followEachOtherWithoutAGap(
      @ForAll @Size(max = 4) List<@IntRange(max = 6_000_000) Integer> writes) throws IOException {
    Path attempt = Files.createTempDirectory("segments");
    long written = 0;
    LogSegments segments = open(attempt);
    List<Upload> all = new ArrayList<>();
    for (int length : writes) {
      byte[] bytes = new byte[length];
      written += length;
      Files.write(
          attempt.resolve("log"), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      segments = open(attempt);
      segments.cut(0);
      all.addAll(segments.next(2));
      segments.next(2).forEach(segments::settled);
    }
    new LogJournal(attempt).complete();
    while (!segments.isDone()) {
      segments.cut(0);
      all.addAll(segments.next(2));
      segments.next(2).forEach(segments::settled);
    }
    long end = 0;
    for (Upload upload : all) {
      assertThat(upload.path()).startsWith("log/%015d-".formatted(end));
      assertThat(upload.bytes()).isBetween(1L, (long) LogSegments.LONGEST);
      end += upload.bytes();
    }
    assertThat(end).isEqualTo(written);
    DurableFiles.delete(attempt);
  }
}
