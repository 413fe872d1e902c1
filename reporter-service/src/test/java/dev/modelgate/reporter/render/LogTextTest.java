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
    assertThat(lines(bytes)).extracting(LogLine::text).containsExactly("a��", "b");
  }

  @Test
  void cutsALineThatNobodyCanRead() {
    byte[] bytes = new byte[50_000_000];
    Arrays.fill(bytes, (byte) 'x');
    LogLine line = lines(bytes).getFirst();
    assertThat(line.text()).hasSizeLessThan(4_100).endsWith("… (50000000 bytes in this line)");
  }

  @Test
  void goesOnWithItsNumberWhereBytesAreMissing() {
    LineReader reader = new LineReader(1);
    var read = new ArrayList<LogLine>();
    reader.read("one\nhalf".getBytes(UTF_8), 0, 8, read::add);
    reader.jump(4);
    reader.read("four\n".getBytes(UTF_8), 0, 5, read::add);
    assertThat(read).containsExactly(new LogLine(1, "one"), new LogLine(4, "four"));
    assertThat(LogText.missing(6)).isEqualTo("… 6 bytes of the log are not stored (yet) …");
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
    assertThat(read).isEqualTo(lines(bytes));
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
    return lines(log.getBytes(UTF_8)).stream().map(LogLine::text).toList();
  }

  private static List<LogLine> lines(byte[] log) {
    var lines = new ArrayList<LogLine>();
    LineReader reader = new LineReader(1);
    reader.read(log, 0, log.length, lines::add);
    reader.rest().ifPresent(lines::add);
    return lines;
  }
}
