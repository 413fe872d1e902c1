package dev.modelgate.reporter.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.bucket.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogIndexTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void takesSegmentsInOrderAndNothingElse() {
    LogIndex index =
        LogIndex.stored(
            "p/log/",
            List.of(
                object("p/log/000000000000010-000000000003", 5),
                object("p/log/000000000000000-000000000001", 10),
                object("p/log/000000000000012-000000000003", 99),
                object("p/log/000000000000020-000000000000", 0),
                object("p/log/../000000000000015-000000000004", 1),
                object("p/logs", 1),
                object("p/log/x", 1)));
    assertThat(index.parts()).extracting(LogPart::offset).containsExactly(0L, 10L);
    assertThat(index.end()).isEqualTo(15);
    assertThat(index.firstGap()).isEqualTo(15);
    assertThat(index.continues(0)).isTrue();
    assertThat(index.continues(1)).isFalse();
  }

  @Test
  void findsThePartWhereALineBegins() {
    LogIndex index =
        LogIndex.stored(
            "",
            List.of(
                object("000000000000000-000000000001", 10),
                object("000000000000010-000000000007", 10),
                object("000000000000020-000000000007", 10),
                object("000000000000030-000000000009", 10)));
    assertThat(index.ofLine(1)).isZero();
    assertThat(index.ofLine(7)).isZero();
    assertThat(index.ofLine(8)).isEqualTo(2);
    assertThat(index.ofLine(9)).isEqualTo(2);
    assertThat(index.ofLine(99)).isEqualTo(3);
    assertThat(index.at(9)).isZero();
    assertThat(index.at(10)).isEqualTo(1);
    assertThat(index.at(40)).isEqualTo(4);
  }

  @Property
  void coversWhatIsStoredOrFreshExactlyOnce(
      @ForAll @Size(max = 5) List<@IntRange(max = 50) Integer> storedAt,
      @ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> freshAt,
      @ForAll @IntRange(min = 1, max = 20) int length) {
    var objects = new ArrayList<StoredObject>();
    for (int at : new TreeSet<>(storedAt)) {
      objects.add(object("%015d-%012d".formatted(at, at + 1), 7));
    }
    LogIndex stored = LogIndex.stored("", objects);
    var fresh = new ArrayList<LogPart.Fresh>();
    byte[] bytes = "\n".repeat(100).getBytes(UTF_8);
    for (int at : freshAt) {
      fresh.add(new LogPart.Fresh(bytes, at, at, at + 1, at + length));
    }
    LogIndex all = stored.with(fresh);
    var wanted = new TreeSet<Long>();
    stored.parts().forEach(part -> add(wanted, part));
    fresh.forEach(part -> add(wanted, part));
    var covered = new ArrayList<Long>();
    for (LogPart part : all.parts()) {
      assertThat(part.line()).isEqualTo(part.offset() + 1);
      for (long i = part.offset(); i < part.end(); i++) {
        covered.add(i);
      }
    }
    assertThat(covered).containsExactlyElementsOf(wanted);
    assertThat(all.parts()).containsAll(stored.parts());
  }

  private static void add(TreeSet<Long> positions, LogPart part) {
    for (long i = part.offset(); i < part.end(); i++) {
      positions.add(i);
    }
  }

  private static StoredObject object(String key, long bytes) {
    return new StoredObject(key, bytes, AT);
  }
}
