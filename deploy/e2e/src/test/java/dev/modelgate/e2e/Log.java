package dev.modelgate.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.modelgate.events.SchemaPublished;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topics of an installation, as a service of it would read and write them.
 *
 * @param bootstrapServers where Kafka is
 */
record Log(String bootstrapServers) {

  private static final TopicNames NAMES = new TopicNames("modelgate");
  private static final SchemaIds SCHEMAS = SchemaIds.committed();
  private static final WireFormat WIRE = new WireFormat(SCHEMAS);

  /** Everything of one type in a topic, per key in its order, doubles included. */
  <E extends SpecificRecord> List<E> events(Topic topic, Class<E> type) {
    return events(NAMES.of(topic), type);
  }

  /** Everything of one type that a runner was told. */
  <E extends SpecificRecord> List<E> commands(String runnerId, Class<E> type) {
    return events(NAMES.runnerCommands(runnerId), type);
  }

  private <E extends SpecificRecord> List<E> events(String topic, Class<E> type) {
    return records(topic).stream()
        .map(ConsumerRecord::value)
        .map(Log::decoded)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** How many dead letters there are of all topics. */
  int deadLetters() {
    int count = 0;
    for (Topic topic : Topic.values()) {
      count += topic.deadLettered() ? records(NAMES.deadLetter(NAMES.of(topic))).size() : 0;
    }
    return count;
  }

  /** Takes over the schemas of other versions; answers the ids of those that are new here. */
  Set<Integer> learnSchemas() {
    Set<Integer> known =
        SCHEMAS.all().stream().map(SchemaIds.Entry::id).collect(Collectors.toSet());
    for (SchemaPublished schema : events(Topic.SCHEMAS, SchemaPublished.class)) {
      SCHEMAS
          .learn(schema)
          .ifPresent(
              problem -> {
                throw new AssertionError(problem);
              });
    }
    return SCHEMAS.all().stream()
        .map(SchemaIds.Entry::id)
        .filter(id -> !known.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Ids of the schemas that the records of the pipeline's topics were written with. */
  Set<Integer> schemasOfPipeline() {
    return Stream.of(Topic.GIT_EVENTS, Topic.WORKFLOW_PLANS, Topic.EXPERIMENTS, Topic.CHECK_RESULTS)
        .flatMap(topic -> records(NAMES.of(topic)).stream())
        .map(record -> ByteBuffer.wrap(record.value()).getInt(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The traces that the records of a topic say they belong to; "" for those that say none. */
  Set<String> traces(Topic topic) {
    return records(NAMES.of(topic)).stream()
        .map(record -> record.headers().lastHeader("traceparent"))
        .map(header -> header == null ? "" : new String(header.value(), US_ASCII).split("-")[1])
        .collect(Collectors.toSet());
  }

  private List<ConsumerRecord<String, byte[]>> records(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  if (record.value() != null) {
                    records.add(record);
                  }
                });
      }
      return records;
    }
  }

  private static SpecificRecord decoded(byte[] value) {
    return switch (WIRE.decode(value)) {
      case Decoded.Ok(SpecificRecord event) -> event;
      case Decoded.Unreadable(String reason) -> throw new AssertionError(reason);
      case Decoded.UnknownSchema(int id) -> throw new AssertionError("unknown schema " + id);
    };
  }

  /** Says something to a runner, as a scheduler would. */
  void tell(String runnerId, String key, SpecificRecord command) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(NAMES.runnerCommands(runnerId), key, WIRE.encode(command)))
          .get();
    }
  }
}
