package dev.modelgate.scheduler.leader;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The runners' topics as the leader reads them: heartbeats from now on, reports from where their
 * effects end. For one thread.
 */
public final class RunnerTopics implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaConsumer<String, byte[]> consumer;
  private final String heartbeats;
  private final String reports;
  private final List<TopicPartition> partitions;
  private final int reportPartitions;

  /** Partitions that are not read on, and where they stop. */
  private final Map<TopicPartition, Long> held = new HashMap<>();

  private @Nullable Map<TopicPartition, Long> lastEnds;

  private RunnerTopics(
      KafkaConsumer<String, byte[]> consumer, TopicNames names, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.heartbeats = names.of(Topic.RUNNER_HEARTBEATS);
    this.reports = names.of(Topic.RUNNER_EVENTS);
    this.partitions = List.copyOf(partitions);
    this.reportPartitions =
        (int) partitions.stream().filter(partition -> partition.topic().equals(reports)).count();
  }

  /**
   * What a runner sent.
   *
   * @param key as the record has it; null where it has none
   * @param value null for a tombstone
   */
  public record Received(
      int partition, long offset, @Nullable String key, byte @Nullable [] value) {}

  /** What came in one go, each list in the order of its partitions. */
  public record Batch(List<Received> heartbeats, List<Received> reports) {}

  /**
   * Opens the topics.
   *
   * @param nextReports the next offset of reports by partition; those that are missing start at the
   *     beginning
   */
  public static RunnerTopics open(
      String bootstrapServers, TopicNames names, Map<Integer, Long> nextReports) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1000),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    try {
      List<TopicPartition> heartbeats = partitions(consumer, names.of(Topic.RUNNER_HEARTBEATS));
      List<TopicPartition> reports = partitions(consumer, names.of(Topic.RUNNER_EVENTS));
      List<TopicPartition> all = Stream.concat(heartbeats.stream(), reports.stream()).toList();
      consumer.assign(all);
      consumer.seekToEnd(heartbeats);
      for (TopicPartition partition : reports) {
        Long next = nextReports.get(partition.partition());
        if (next == null) {
          consumer.seekToBeginning(List.of(partition));
        } else {
          consumer.seek(partition, next);
        }
      }
      // Seeking is lazy: only the position makes "now" the moment of this call.
      all.forEach(partition -> consumer.position(partition, PATIENCE));
      return new RunnerTopics(consumer, names, all);
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      throw e;
    }
  }

  /** Waits for records, but not for long. */
  public Batch poll(Duration atMost) {
    List<Received> beats = new ArrayList<>();
    List<Received> reports = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(atMost)) {
      (record.topic().equals(heartbeats) ? beats : reports)
          .add(new Received(record.partition(), record.offset(), record.key(), record.value()));
    }
    return new Batch(beats, reports);
  }

  /**
   * Whether Kafka answers and everything was read that was there when this was last asked, but for
   * what is held. A round trip, because an idle consumer does not notice that its broker is away.
   */
  public boolean hasReadEverything() {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      Map<TopicPartition, Long> before = lastEnds;
      lastEnds = ends;
      held.entrySet().removeIf(it -> consumer.position(it.getKey(), PATIENCE) > it.getValue());
      return before != null
          && before.entrySet().stream()
              .allMatch(
                  end ->
                      held.containsKey(end.getKey())
                          || consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    } catch (KafkaException e) {
      lastEnds = null;
      return false;
    }
  }

  /** Reads nothing of a report's partition until {@link #resume}, then the report again. */
  public void hold(Received report) {
    TopicPartition partition = new TopicPartition(reports, report.partition());
    consumer.seek(partition, report.offset());
    consumer.pause(List.of(partition));
    held.put(partition, report.offset());
  }

  /** Tries again what is held. */
  public void resume() {
    consumer.resume(held.keySet());
  }

  /** Whether a runner's reports lie where one is held: by its key, as Kafka's producers choose. */
  public boolean holdsUp(String runnerId) {
    return held.containsKey(new TopicPartition(reports, partitionOf(runnerId)));
  }

  private int partitionOf(String runnerId) {
    int hash = Utils.murmur2(runnerId.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % reportPartitions;
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException(
          "Expected topic " + topic + " to exist, but it does not; create the topics first");
    }
    return partitions;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
