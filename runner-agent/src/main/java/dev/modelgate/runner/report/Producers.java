package dev.modelgate.runner.report;

import dev.modelgate.runner.claim.Assignment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Connections to Kafka, one for each kind of word: a log that fills one up delays no heartbeat and
 * no event on another.
 */
final class Producers {

  private Producers() {}

  /**
   * A connection whose records count only when all copies have them.
   *
   * @param deliveryTimeout after that long a record counts as not sent
   * @param bufferBytes what may wait to be sent
   */
  static KafkaProducer<String, byte[]> open(
      String bootstrapServers, String name, Duration deliveryTimeout, long bufferBytes) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryTimeout.toMillis());
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.dividedBy(2).toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Lets a record about an attempt belong to the trace that the attempt was assigned in. */
  static void trace(ProducerRecord<?, ?> record, Assignment assignment) {
    String traceparent = assignment.traceparent();
    if (traceparent != null) {
      record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
