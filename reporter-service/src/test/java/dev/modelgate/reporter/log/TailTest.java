package dev.modelgate.reporter.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.LogPiece;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailTest {

  private final Tail tail = new Tail();

  @Test
  void joinsPiecesAndDropsDoubles() {
    tail.add(piece(1, 0, 1, "one\ntw"));
    tail.add(piece(1, 0, 1, "one\ntw"));
    tail.add(piece(1, 4, 2, "two\n"));
    tail.add(piece(1, 100, 30, "later\n"));
    List<LogPart.Fresh> parts = tail.parts();
    assertThat(parts).extracting(LogPart::offset).containsExactly(0L, 100L);
    assertThat(parts).extracting(LogPart::end).containsExactly(8L, 106L);
    assertThat(parts).extracting(LogPart::line).containsExactly(1L, 30L);
    assertThat(tail.endOfLog()).isEqualTo(-1);
    tail.add(new LogPiece("a", 1, 106, 31, new byte[0], true));
    assertThat(tail.endOfLog()).isEqualTo(106);
  }

  @Test
  void hearsTheNewestTokenOnly() {
    tail.add(piece(1, 0, 1, "old\n"));
    tail.add(piece(2, 0, 1, "new\n"));
    tail.add(piece(1, 4, 2, "late words\n"));
    assertThat(tail.parts()).extracting(LogPart::end).containsExactly(4L);
  }

  @Test
  void remembersNoMoreThanItMay() {
    String block = "x".repeat(64 * 1024);
    for (long i = 0; i < 200; i++) {
      tail.add(piece(1, i * block.length(), 1, block));
    }
    List<LogPart.Fresh> parts = tail.parts();
    long held = parts.stream().mapToLong(part -> part.end() - part.offset()).sum();
    assertThat(held).isEqualTo(Tail.REMEMBERED);
    assertThat(parts.getLast().end()).isEqualTo(200L * block.length());
  }

  @Test
  void keepsWhatWasGivenOutAsItWas() {
    tail.add(piece(1, 0, 1, "abc"));
    LogPart.Fresh before = tail.parts().getFirst();
    tail.add(piece(1, 3, 1, "def\n"));
    assertThat(before.end()).isEqualTo(3);
    assertThat(tail.parts().getFirst().end()).isEqualTo(7);
  }

  private static LogPiece piece(long token, long offset, long line, String text) {
    return new LogPiece("a", token, offset, line, text.getBytes(UTF_8), false);
  }
}
