package dev.modelgate.stream.loop;

import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.stream.rows.OutboxRow;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes the row for a record that could not be handled: its bytes as they came, and why. */
final class DeadLetters {

  static final String UNREADABLE = "unreadable";
  static final String INTERNAL = "internal";

  private static final String PREFIX = "modelgate-";
  private static final int SOURCE_HEADERS = 20;
  private static final int LONGEST_HEADER = 1024;

  private final TopicNames names;
  private final String service;

  DeadLetters(TopicNames names, String service) {
    this.names = names;
    this.service = service;
  }

  /**
   * The row.
   *
   * @param reason low-cardinality
   * @param error one line
   * @param stack null where there is none
   */
  OutboxRow of(
      ConsumerRecord<byte[], byte[]> record, String reason, String error, @Nullable String stack) {
    List<String> headers = new ArrayList<>();
    add(headers, "reason", reason);
    add(headers, "error", error);
    add(headers, "service", service);
    add(headers, "topic", record.topic());
    add(headers, "partition", String.valueOf(record.partition()));
    add(headers, "offset", String.valueOf(record.offset()));
    add(headers, "timestamp", String.valueOf(record.timestamp()));
    if (stack != null) {
      add(headers, "stack", stack);
    }
    String key = keyText(record.key());
    if (record.key() != null
        && !Arrays.equals(key.getBytes(StandardCharsets.UTF_8), record.key())) {
      add(headers, "key", Base64.getEncoder().encodeToString(record.key()));
    }
    copySourceHeaders(record, headers);
    return new OutboxRow(
        names.deadLetter(record.topic()), key, null, null, record.value(), headers);
  }

  /** A record's key as text that PostgreSQL can keep; what is no UTF-8 is replaced. */
  static String keyText(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }

  private static void copySourceHeaders(
      ConsumerRecord<byte[], byte[]> record, List<String> headers) {
    int copied = 0;
    for (Header header : record.headers()) {
      String value = text(header.value());
      if (value != null && !header.key().startsWith(PREFIX) && isText(header.key())) {
        headers.add(header.key());
        headers.add(value);
        copied++;
      }
      if (copied == SOURCE_HEADERS) {
        return;
      }
    }
  }

  private static @Nullable String text(byte @Nullable [] value) {
    if (value == null || value.length > LONGEST_HEADER) {
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      return isText(text) ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isText(String text) {
    return text.length() <= LONGEST_HEADER && text.indexOf('\0') < 0;
  }

  private static void add(List<String> headers, String name, String value) {
    headers.add(PREFIX + name);
    headers.add(value);
  }
}
