package dev.modelgate.stream.catalog;

import dev.modelgate.events.SchemaPublished;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.KafkaClients;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.SchemaGate;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.observe.Alarms;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Follows the schema topic from its beginning, without a group: every instance reads all of it.
 * Once it has read what was there, it publishes what is missing and opens the gate. A schema of
 * ours that the topic has otherwise keeps the gate closed: our records would be misread.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class SchemaTopic implements Part {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_EVERY = Duration.ofSeconds(10).toNanos();
  private static final String ALARM = "schemas";
  private static final String TOPICS_ALARM = "topics";

  private final KafkaClients clients;
  private final SchemaIds ids;
  private final WireFormat wire;
  private final SchemaGate gate;
  private final Alarms alarms;
  private final Clock clock;
  private final TopicNames names;
  private final TopicPartition partition;
  private final Worker worker;
  private final Map<Integer, String> published = new HashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private boolean open;
  private boolean topicsThere;
  private long lookedForTopics = System.nanoTime() - LOOK_EVERY;

  SchemaTopic(
      KafkaClients clients,
      SchemaIds ids,
      WireFormat wire,
      TopicNames names,
      SchemaGate gate,
      Alarms alarms,
      Clock clock,
      @Value("${modelgate.service}") String service) {
    this.clients = clients;
    this.ids = ids;
    this.wire = wire;
    this.gate = gate;
    this.alarms = alarms;
    this.clock = clock;
    this.names = names;
    this.partition = new TopicPartition(names.of(Topic.SCHEMAS), 0);
    this.worker = new Worker(service + "-schemas", this::follow, this::close);
  }

  @Override
  public int place() {
    return 1;
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  public void askToStop() {
    worker.askToStop();
  }

  @Override
  public void awaitStop(Duration atMost) {
    worker.awaitStop(atMost);
  }

  private Duration follow() throws InterruptedException {
    KafkaConsumer<byte[], byte[]> open = consumer == null ? connect() : consumer;
    try {
      ConsumerRecords<byte[], byte[]> records = open.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.value() != null) {
          learn(record.value());
        }
      }
      if (!this.open && atEnd(open)) {
        publish();
      }
      lookForTopics(open);
      return Duration.ZERO;
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      if (!this.open && !worker.stopping()) {
        alarms.raise(
            ALARM, "Expected to publish the schemas, but Kafka has not taken them: " + Brief.of(e));
      }
      close();
      return POLL;
    }
  }

  private KafkaConsumer<byte[], byte[]> connect() {
    KafkaConsumer<byte[], byte[]> created = clients.consumer("schemas", Map.of());
    created.assign(List.of(partition));
    created.seekToBeginning(List.of(partition));
    consumer = created;
    return created;
  }

  private boolean atEnd(KafkaConsumer<byte[], byte[]> open) {
    long end = open.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    return open.position(partition, PATIENCE) >= end;
  }

  /** Topics are made by whoever installs; a service only says which are missing. */
  private void lookForTopics(KafkaConsumer<byte[], byte[]> open) {
    if (topicsThere || System.nanoTime() - lookedForTopics < LOOK_EVERY) {
      return;
    }
    lookedForTopics = System.nanoTime();
    Set<String> missing = new TreeSet<>();
    for (Topic topic : Topic.values()) {
      missing.add(names.of(topic));
      if (topic.deadLettered()) {
        missing.add(names.deadLetter(names.of(topic)));
      }
    }
    missing.removeAll(open.listTopics(PATIENCE).keySet());
    topicsThere = missing.isEmpty();
    if (topicsThere) {
      alarms.clear(TOPICS_ALARM);
    } else {
      alarms.raise(
          TOPICS_ALARM, "Expected topics that do not exist; create them first: " + missing);
    }
  }

  private void learn(byte[] value) {
    if (wire.decode(value) instanceof Decoded.Ok(SchemaPublished schema)) {
      published.put(schema.getId(), schema.getFingerprint());
      ids.learn(schema).ifPresent(refusal -> alarms.raise(ALARM + "-" + schema.getId(), refusal));
    } else {
      alarms.raise(ALARM + "-unreadable", "Expected SchemaPublished records, but one is not");
    }
  }

  private void publish() throws InterruptedException, ExecutionException, TimeoutException {
    List<SchemaPublished> ours = ids.toPublish(clock);
    for (SchemaPublished schema : ours) {
      String there = published.get(schema.getId());
      if (there != null && !there.equals(schema.getFingerprint())) {
        throw new IllegalStateException(
            "Expected schema %d to be %s, but the topic has another; take the next free id"
                .formatted(schema.getId(), schema.getName()));
      }
    }
    List<SchemaPublished> missing =
        ours.stream().filter(schema -> !published.containsKey(schema.getId())).toList();
    if (!missing.isEmpty()) {
      send(missing);
    }
    open = true;
    alarms.clear(ALARM);
    gate.open();
  }

  private void send(List<SchemaPublished> schemas)
      throws InterruptedException, ExecutionException, TimeoutException {
    Producer<byte[], byte[]> producer = clients.producer("schemas", PATIENCE, PATIENCE);
    try {
      var sent =
          schemas.stream()
              .map(
                  schema ->
                      producer.send(
                          new ProducerRecord<>(
                              partition.topic(),
                              String.valueOf(schema.getId()).getBytes(StandardCharsets.UTF_8),
                              wire.encode(schema))))
              .toList();
      for (var future : sent) {
        future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      producer.close(Duration.ofSeconds(1));
    }
  }

  private void close() {
    if (consumer != null) {
      // In no group: there is nobody to take leave of.
      consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
      consumer = null;
    }
  }
}
