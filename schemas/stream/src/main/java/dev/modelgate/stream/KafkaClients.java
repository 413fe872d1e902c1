package dev.modelgate.stream;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the service's Kafka clients, with bytes for keys and values. */
@Singleton
@Requires(property = "datasources.default.url")
public class KafkaClients {

  private static final int LARGEST_REQUEST = 3 * 1024 * 1024;

  private final KafkaConfig config;
  private final String service;

  KafkaClients(KafkaConfig config, @Value("${modelgate.service}") String service) {
    this.config = config;
    this.service = service;
  }

  /**
   * An idempotent producer whose records are confirmed by all replicas.
   *
   * @param role what it is for, for its client id
   * @param delivery after this time a record counts as failed
   * @param block longest wait for a topic's leader or for room, on the calling thread
   */
  public Producer<byte[], byte[]> producer(String role, Duration delivery, Duration block) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-" + role);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        (int) Math.min(delivery.toMillis(), Integer.MAX_VALUE));
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(delivery.toMillis(), 10_000));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, block.toMillis());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    reconnectSoon(settings);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A consumer that commits nothing by itself, with more settings by Kafka's names. */
  public KafkaConsumer<byte[], byte[]> consumer(String role, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, service + "-" + role);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
    reconnectSoon(settings);
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void reconnectSoon(Map<String, Object> settings) {
    settings.put("reconnect.backoff.ms", 100);
    settings.put("reconnect.backoff.max.ms", 1000);
    settings.put("retry.backoff.ms", 100);
    settings.put("retry.backoff.max.ms", 1000);
    // A topic that was made a moment ago is found soon.
    settings.put("metadata.max.age.ms", 30_000);
  }
}
