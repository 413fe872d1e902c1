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
    assertThat(LogText.lines(List.of(new LogSegment(0, 1, bytes))))
        .extracting(LogLine::text)
        .containsExactly("a��", "b");
  }

  @Test
  void cutsALineThatNobodyCanRead() {
    byte[] bytes = new byte[50_000_000];
    Arrays.fill(bytes, (byte) 'x');
    LogLine line = LogText.lines(List.of(new LogSegment(0, 1, bytes))).getFirst();
    assertThat(line.text()).hasSizeLessThan(4_100).endsWith("… (50000000 bytes in this line)");
  }

  @Test
  void saysWhereBytesAreMissing() {
    List<LogSegment> segments =
        List.of(
            new LogSegment(0, 1, "one\n".getBytes(UTF_8)),
            new LogSegment(10, 4, "three\n".getBytes(UTF_8)));
    assertThat(LogText.lines(segments))
        .containsExactly(
            new LogLine(1, "one"),
            new LogLine(0, "… 6 bytes of the log are not stored (yet) …"),
            new LogLine(4, "three"));
  }

  @Test
  void countsAnEmptyLineAsALine() {
    assertThat(texts("a\n\nb\n")).containsExactly("a", "", "b");
  }

  @Property
  void readsTheSameHoweverTheBytesCome(
      @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> letters,
      @ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> cuts) {
    StringBuilder log = new StringBuilder();
    letters.forEach(letter -> log.append("ab\r\n\u00e4".charAt(letter)));
    byte[] bytes = log.toString().getBytes(UTF_8);
    var read = new ArrayList<LogLine>();
    LineReader reader = new LineReader(1);
    int from = 0;
    for (int cut : cuts.stream().sorted().toList()) {
      int to = Math.max(from, Math.min(cut, bytes.length));
      reader.read(bytes, from, to, read::add);
      from = to;
    }
    reader.read(bytes, from, bytes.length, read::add);
    reader.rest().ifPresent(read::add);
    assertThat(read).isEqualTo(LogText.lines(List.of(new LogSegment(0, 1, bytes))));
    var plain = new ArrayList<String>();
    for (String line : log.toString().split("\n", -1)) {
      String whole = line.replaceAll("\r+$", "");
      plain.add(whole.substring(whole.lastIndexOf('\r') + 1));
    }
    if (log.isEmpty() || log.charAt(log.length() - 1) == '\n') {
      plain.removeLast();
    }
    assertThat(read).extracting(LogLine::text).isEqualTo(plain);
  }

  @Test
  void namesSizesAsPeopleDo() {
    assertThat(LogText.size(1)).isEqualTo("1 byte");
    assertThat(LogText.size(999)).isEqualTo("999 bytes");
    assertThat(LogText.size(3_210_000)).isEqualTo("3.2 MB");
    assertThat(LogText.size(999_950)).isEqualTo("1.0 MB");
    assertThat(LogText.size(Long.MAX_VALUE)).isEqualTo("9223 PB");
  }

  private static List<String> texts(String log) {
    return LogText.lines(List.of(new LogSegment(0, 1, log.getBytes(UTF_8)))).stream()
        .map(LogLine::text)
        .toList();
  }
}
