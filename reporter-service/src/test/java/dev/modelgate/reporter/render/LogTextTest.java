package dev.modelgate.reporter.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogTextTest {

  @Test
  void showsTheLastStateOfALineThatWasWrittenOver() {
    assertThat(texts("10 %\r50 %\r100 %\ndone\r\n")).containsExactly("100 %", "done");
  }

  @Test
  void showsBytesThatAreNoTextAsReplacements() {
    byte[] bytes = {'a', (byte) 0xFF, (byte) 0xC3, '\n', 'b'};
    assertThat(LogText.lines(List.of(new LogSegment(0, bytes)), 1))
        .extracting(LogLine::text)
        .containsExactly("a��", "b");
  }

  @Test
  void cutsALineThatNobodyCanRead() {
    byte[] bytes = new byte[50_000_000];
    Arrays.fill(bytes, (byte) 'x');
    LogLine line = LogText.lines(List.of(new LogSegment(0, bytes)), 1).getFirst();
    assertThat(line.text()).hasSizeLessThan(4_100).endsWith("… (50000000 bytes in this line)");
  }

  @Test
  void saysWhereBytesAreMissing() {
    List<LogSegment> segments =
        List.of(
            new LogSegment(0, "one\n".getBytes(UTF_8)),
            new LogSegment(10, "three\n".getBytes(UTF_8)));
    assertThat(LogText.lines(segments, 1))
        .containsExactly(
            new LogLine(1, "one"), new LogLine(0, "… 6 bytes not here …"), new LogLine(2, "three"));
  }

  @Test
  void countsAnEmptyLineAsALine() {
    assertThat(texts("a\n\nb\n")).containsExactly("a", "", "b");
  }

  @Property
  void showsEachLineInExactlyOneWindow(
      @ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 40) int window) {
    StringBuilder log = new StringBuilder();
    lengths.forEach(length -> log.append("x".repeat(length)).append('\n'));
    List<LogSegment> segments = List.of(new LogSegment(0, log.toString().getBytes(UTF_8)));
    var shown = new ArrayList<LogLine>();
    for (long from = 0; from < log.length(); from += window) {
      shown.addAll(LogPage.lines(segments, 0, from, from + window));
    }
    assertThat(shown).isEqualTo(LogText.lines(segments, 1));
  }

  private static List<String> texts(String log) {
    return LogText.lines(List.of(new LogSegment(0, log.getBytes(UTF_8))), 1).stream()
        .map(LogLine::text)
        .toList();
  }
}
