package dev.modelgate.stream.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.stream.rows.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A dead letter is the record as it came, with why. */
class DeadLettersTest {

  private final DeadLetters letters = new DeadLetters(new TopicNames("t"), "tiny");

  @Test
  void keepsBytesAndKeyAndSaysWhy() {
    ConsumerRecord<byte[], byte[]> record = record("key".getBytes(StandardCharsets.UTF_8));
    record.headers().add("traceparent", "00-it".getBytes(StandardCharsets.UTF_8));
    OutboxRow row = letters.of(record, "unreadable", "it is junk", null);
    assertThat(row.topic()).isEqualTo("t.logs.dead-letter");
    assertThat(row.key()).isEqualTo("key");
    assertThat(row.value()).isEqualTo(record.value());
    assertThat(row.headers())
        .containsSequence("modelgate-reason", "unreadable")
        .containsSequence("modelgate-error", "it is junk")
        .containsSequence("modelgate-offset", "42")
        .containsSequence("traceparent", "00-it")
        .doesNotContain("modelgate-stack", "modelgate-key");
  }

  @Test
  void bearsHostileKeysAndHeaders() {
    ConsumerRecord<byte[], byte[]> record = record(new byte[] {0, (byte) 0xFF});
    record.headers().add("modelgate-reason", "forged".getBytes(StandardCharsets.UTF_8));
    record.headers().add("binary", new byte[] {(byte) 0xC3});
    record.headers().add("nul", new byte[] {0});
    record.headers().add("long", new byte[100_000]);
    record.headers().add("none", null);
    for (int i = 0; i < 100; i++) {
      record.headers().add("many", new byte[] {'x'});
    }
    OutboxRow row = letters.of(record, "internal", "it", "stack");
    assertThat(row.key()).isEqualTo("\uFFFD\uFFFD");
    assertThat(row.headers())
        .containsSequence("modelgate-key", "AP8=")
        .doesNotContain("forged", "binary", "nul", "long", "none");
    assertThat(row.headers().stream().filter("many"::equals)).hasSize(20);
    assertThat(row.headers()).noneMatch(text -> text.contains("\0"));
  }

  @Test
  void hasAnEmptyKeyForNone() {
    assertThat(DeadLetters.keyText(null)).isEmpty();
    assertThat(List.of(letters.of(record(null), "internal", "it", null).key())).containsExactly("");
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @org.jspecify.annotations.Nullable [] key) {
    return new ConsumerRecord<>("t.logs", 3, 42, key, new byte[] {1, 2});
  }
}
