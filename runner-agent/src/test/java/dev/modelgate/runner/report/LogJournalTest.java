package dev.modelgate.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
    assertThat(journal.chunk(0)).isEqualTo(new LogJournal.Chunk(0, 0, 1, 0));
    assertThat(journal.bytes()).isZero();
  }

  @Test
  void cutsNothingWhereNothingWasWritten() throws IOException {
    Files.writeString(folder.resolve("log"), "abc");
    LogJournal journal = new LogJournal(folder);

    journal.cut(1000);
    journal.cut(1000);

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

    journal.cut(1000);
    journal.complete();

    assertThat(journal.size()).isEqualTo(2);
    assertThat(journal.bytes()).isEqualTo(3);
  }

  @Test
  void forgetsABoundThatWasCutShort() throws IOException {
    Files.writeString(folder.resolve("log"), "abc");
    new LogJournal(folder).cut(1000);
    Files.write(folder.resolve("live-chunks"), new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
    Files.writeString(folder.resolve("log"), "de", StandardOpenOption.APPEND);
    LogJournal journal = new LogJournal(folder);

    assertThat(journal.size()).isEqualTo(1);
    journal.complete();

    assertThat(journal.chunk(1)).isEqualTo(new LogJournal.Chunk(1, 3, 1, 2));
    assertThat(journal.chunk(2).isLast()).isTrue();
    assertThat(journal.size()).isEqualTo(3);
  }

  @Test
  void showsWhatAPowerCutTook() throws IOException {
    Files.writeString(folder.resolve("log"), "abcdef");
    LogJournal journal = new LogJournal(folder);
    journal.cut(1000);
    Files.writeString(folder.resolve("log"), "ab");

    assertThat(new String(journal.read(journal.chunk(0)), StandardCharsets.UTF_8))
        .isEqualTo("ab????");
  }

  @Test
  void remembersWhatKafkaHas() {
    new LogJournal(folder).acknowledge(17);

    assertThat(new LogJournal(folder).acknowledged()).isEqualTo(17);
  }

  @Test
  void leavesOutWhatIsTooMuchAtOnceAndGoesOnAtALine() throws IOException {
    Files.writeString(folder.resolve("log"), "one\ntwo\nthree\nfour\n");
    LogJournal journal = new LogJournal(folder);

    journal.cut(8);
    Files.writeString(folder.resolve("log"), "five\n", StandardOpenOption.APPEND);
    journal.complete();

    assertThat(journal.chunk(0)).isEqualTo(new LogJournal.Chunk(0, 14, 4, 5));
    assertThat(new String(journal.read(journal.chunk(0)), StandardCharsets.UTF_8))
        .isEqualTo("four\n");
    assertThat(journal.chunk(1)).isEqualTo(new LogJournal.Chunk(1, 19, 5, 5));
    assertThat(journal.chunk(2)).isEqualTo(new LogJournal.Chunk(2, 24, 6, 0));
    assertThat(journal.bytes()).isEqualTo(24);
  }

  @Test
  void goesOnInTheMiddleOfALineThatIsTooLong() throws IOException {
    Files.writeString(folder.resolve("log"), "\n" + "x".repeat(3_000_000));
    LogJournal journal = new LogJournal(folder);

    journal.complete();

    assertThat(journal.chunk(0).offset()).isEqualTo(3_000_001 - LiveAllowance.BURST);
    assertThat(journal.chunk(0).line()).isEqualTo(2);
    assertThat(journal.bytes()).isEqualTo(3_000_001);
  }

  @Test
  void allowsSoMuchASecondAndABurst() {
    LiveAllowance allowance = new LiveAllowance(0);
    assertThat(allowance.bytes(0)).isEqualTo(1024 * 1024);

    allowance.spend(1024 * 1024);

    assertThat(allowance.bytes(1_000_000_000L)).isEqualTo(256 * 1024);
    assertThat(allowance.bytes(1_500_000_000L)).isEqualTo(384 * 1024);
    assertThat(allowance.bytes(1_000_000_000_000L)).isEqualTo(1024 * 1024);
  }

  /** However the log grows, and however often the agent is another one: no byte goes out twice. */
  @Property(tries = 60)
  void numbersBytesAndLinesOfWhatItSends(
      @ForAll @Size(max = 8) List<@IntRange(max = 200_000) Integer> writes,
      @ForAll @IntRange(min = 1, max = 300_000) int most)
      throws IOException {
    Path attempt = Files.createTempDirectory("journal");
    Random random = new Random(1);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (int length : writes) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      written.writeBytes(bytes);
      Files.write(
          attempt.resolve("log"), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      new LogJournal(attempt).cut(most);
    }
    LogJournal journal = new LogJournal(attempt);
    journal.complete();

    byte[] all = written.toByteArray();
    long end = 0;
    for (long number = 0; number < journal.size(); number++) {
      LogJournal.Chunk chunk = journal.chunk(number);
      int offset = (int) chunk.offset();
      assertThat(chunk.offset()).isGreaterThanOrEqualTo(end);
      assertThat(chunk.length()).isLessThanOrEqualTo(LogJournal.LONGEST_CHUNK);
      assertThat(chunk.isLast()).isEqualTo(number == journal.size() - 1);
      assertThat(journal.read(chunk))
          .isEqualTo(Arrays.copyOfRange(all, offset, offset + chunk.length()));
      assertThat(chunk.line())
          .isEqualTo(1 + IntStream.range(0, offset).filter(i -> all[i] == '\n').count());
      end = chunk.end();
    }
    assertThat(journal.bytes()).isEqualTo(all.length);
    assertThat(end).isEqualTo(all.length);
  }
}
