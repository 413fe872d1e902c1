package dev.modelgate.stream.loop;

import dev.modelgate.events.wire.ReplayHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Records that somebody put back from the dead letters. */
final class Replays {

  private static final int LONGEST = 300;

  private Replays() {}

  /** Whether it was put back for another service than this one. */
  static boolean isForAnother(ConsumerRecord<byte[], byte[]> record, String service) {
    Header named = record.headers().lastHeader(ReplayHeaders.SERVICE);
    return named != null && !text(named).equals(service);
  }

  /** What tells it from the record that failed; empty where it was not put back. */
  static String of(ConsumerRecord<byte[], byte[]> record) {
    Header letter = record.headers().lastHeader(ReplayHeaders.LETTER);
    return letter == null ? "" : "#" + text(letter);
  }

  private static String text(Header header) {
    byte[] value = header.value();
    return value == null || value.length > LONGEST
        ? ""
        : new String(value, StandardCharsets.US_ASCII).replace('\0', '?');
  }
}
