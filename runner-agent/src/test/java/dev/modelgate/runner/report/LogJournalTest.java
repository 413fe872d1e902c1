package dev.modelgate.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which pieces a log goes out. */
class LogJournalTest {

  @TempDir private Path folder;

  @Test
  void endsAnEmptyLogWithOneEmptyChunk() {
    LogJournal journal = new LogJournal(folder);

    journal.complete();

    assertThat(journal.size()).isEqualTo(1);
    assertThat(journal.chunk(0)).isEqualTo(new LogJournal.Chunk(0, 0, 0));
    assertThat(journal.bytes()).isZero();
  }

  @Test
  void cutsNothingWhereNothingWasWritten() throws IOException {
    Files.writeString(folder.resolve("log"), "abc");
    LogJournal journal = new LogJournal(folder);

    journal.cut(10);
    journal.cut(10);

    assertThat(journal.size()).isEqualTo(1);
    assertThat(journal.read(journal.chunk(0))).containsExactly('a', 'b', 'c');
    assertThat(journal.isComplete()).isFalse();
  }

  @Test
  void addsNothingToACompleteLog() throws IOException {
    Files.writeString(folder.resolve("log"), "abc");
    LogJournal journal = new LogJournal(folder);
    journal.complete();
    Files.writeString(folder.resolve("log"), "late", StandardOpenOption.APPEND);

    journal.cut(10);
    journal.complete();

    assertThat(journal.size()).isEqualTo(2);
    assertThat(journal.bytes()).isEqualTo(3);
  }

  @Test
  void forgetsABoundThatWasCutShort() throws IOException {
    Files.writeString(folder.resolve("log"), "abc");
    new LogJournal(folder).cut(1);
    Files.write(folder.resolve("log-chunks"), new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
    Files.writeString(folder.resolve("log"), "de", StandardOpenOption.APPEND);
    LogJournal journal = new LogJournal(folder);

    assertThat(journal.size()).isEqualTo(1);
    journal.complete();

    assertThat(journal.chunk(1)).isEqualTo(new LogJournal.Chunk(1, 3, 2));
    assertThat(journal.chunk(2).isLast()).isTrue();
    assertThat(journal.size()).isEqualTo(3);
  }

  @Test
  void showsWhatAPowerCutTook() throws IOException {
    Files.writeString(folder.resolve("log"), "abcdef");
    LogJournal journal = new LogJournal(folder);
    journal.cut(1);
    Files.writeString(folder.resolve("log"), "ab");

    assertThat(new String(journal.read(journal.chunk(0)), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("ab????");
  }

  @Test
  void remembersWhatKafkaHas() {
    new LogJournal(folder).acknowledge(17);

    assertThat(new LogJournal(folder).acknowledged()).isEqualTo(17);
  }

  /** However the log grows, and however often the agent is another one, each byte goes out once. */
  @Property(tries = 60)
  void joinsToTheWholeLogWithoutGapOrRepeat(
      @ForAll @Size(max = 8) List<@IntRange(max = 200_000) Integer> writes,
      @ForAll @IntRange(min = 1, max = 3) int most)
      throws IOException {
    Path attempt = Files.createTempDirectory("journal");
    Random random = new Random(1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int length : writes) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      all.writeBytes(bytes);
      Files.write(
          attempt.resolve("log"), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      new LogJournal(attempt).cut(most);
    }
    LogJournal journal = new LogJournal(attempt);
    journal.complete();

    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (long number = 0; number < journal.size(); number++) {
      LogJournal.Chunk chunk = journal.chunk(number);
      assertThat(chunk.offset()).isEqualTo(joined.size());
      assertThat(chunk.length()).isLessThanOrEqualTo(LogJournal.LONGEST_CHUNK);
      assertThat(chunk.isLast()).isEqualTo(number == journal.size() - 1);
      joined.writeBytes(journal.read(chunk));
    }
    assertThat(joined.toByteArray()).isEqualTo(all.toByteArray());
    assertThat(journal.bytes()).isEqualTo(all.size());
  }
}
