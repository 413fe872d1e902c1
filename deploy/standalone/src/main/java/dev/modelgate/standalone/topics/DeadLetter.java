package dev.modelgate.standalone.topics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record that a service could not handle, as it lies in its dead-letter topic.
 *
 * @param id how people name it: the source topic without prefix, and the offset
 * @param record as it was read
 * @param replayed whether it was put back
 */
public record DeadLetter(String id, ConsumerRecord<byte[], byte[]> record, boolean replayed) {

  DeadLetter replayed(boolean replayed) {
    return new DeadLetter(id, record, replayed);
  }

  /**
   * What tells it from every other letter, however often it was sent: the service, and the place of
   * the record that it is of; its own place where it is of none.
   */
  String identity() {
    return source()
        .map(
            topic ->
                String.join("/", header("service"), topic, header("partition"), header("offset")))
        .orElse(topic() + "/" + offset());
  }

  /** Full name of the dead-letter topic. */
  public String topic() {
    return record.topic();
  }

  /** Its place there. */
  public long offset() {
    return record.offset();
  }

  /** When it was put there. */
  public Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  public String key() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** How long the record is that could not be handled. */
  public int bytes() {
    return record.value() == null ? 0 : record.value().length;
  }

  /** What its service wrote about it ({@code reason}, {@code error}, …); empty where nothing. */
  public String header(String name) {
    Header header = record.headers().lastHeader("modelgate-" + name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The topic it came from; empty where it came from none and so cannot be put back. */
  public Optional<String> source() {
    return Optional.of(header("topic")).filter(topic -> !topic.isEmpty());
  }
}
