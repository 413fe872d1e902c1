package dev.modelgate.stream.loop;

import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.stream.observe.StreamMetrics;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.OffsetTable;
import dev.modelgate.stream.rows.OffsetTable.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this instance was assigned. Each starts paused; it is read once its row was
 * read and the consumer stands there, and is held back again whenever it cannot go on.
 */
final class Partitions implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String AWAY = "loop";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Transactions transactions;
  private final CurrentConnection connection;
  private final SchemaIds ids;
  private final Alarms alarms;
  private final StreamMetrics metrics;
  private final Map<TopicPartition, PartitionState> states = new HashMap<>();

  Partitions(
      KafkaConsumer<byte[], byte[]> consumer,
      Transactions transactions,
      CurrentConnection connection,
      SchemaIds ids,
      Alarms alarms,
      StreamMetrics metrics) {
    this.consumer = consumer;
    this.transactions = transactions;
    this.connection = connection;
    this.ids = ids;
    this.alarms = alarms;
    this.metrics = metrics;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    consumer.pause(assigned);
    assigned.forEach(partition -> states.put(partition, new PartitionState()));
    LOG.info("partitions assigned count={} all={}", assigned.size(), states.size());
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    revoked.forEach(this::forget);
    LOG.info("partitions revoked count={} all={}", revoked.size(), states.size());
  }

  /** Forgets everything; for a consumer that is given up. */
  void forgetAll() {
    List.copyOf(states.keySet()).forEach(this::forget);
    report();
  }

  /** Whether the partition is read at this moment. */
  boolean isRead(TopicPartition partition) {
    PartitionState state = states.get(partition);
    return state != null && state.reading();
  }

  PartitionState state(TopicPartition partition) {
    return states.computeIfAbsent(partition, any -> new PartitionState());
  }

  boolean anyWaiting() {
    return states.values().stream().anyMatch(state -> !state.reading());
  }

  /** Lets those go on that may by now. */
  void resumeDue() {
    long now = System.nanoTime();
    for (Map.Entry<TopicPartition, PartitionState> entry : states.entrySet()) {
      PartitionState state = entry.getValue();
      boolean schemaKnown =
          state.missingSchema() == 0 || ids.find(state.missingSchema()).isPresent();
      if (state.isDue(now) && schemaKnown && !resume(entry.getKey(), state)) {
        return;
      }
    }
  }

  /** PostgreSQL does not answer: the partition waits, its records are fetched again later. */
  void away(TopicPartition partition, String reason) {
    state(partition).refused(true);
    raise(partition, reason);
  }

  /** PostgreSQL answered to a batch of the partition. */
  void answered(TopicPartition partition) {
    state(partition).refused(false);
    clear();
  }

  private void raise(TopicPartition partition, String reason) {
    alarms.raise(AWAY, "Expected PostgreSQL to take a batch, but it does not: " + reason);
    holdBack(partition, PAUSE);
  }

  /** A row that was read says nothing of a batch that was refused. */
  private void clear() {
    if (states.values().stream().noneMatch(PartitionState::refused)) {
      alarms.clear(AWAY);
    }
  }

  /** Stops reading the partition; its row is read again after that time. */
  void holdBack(TopicPartition partition, Duration time) {
    consumer.pause(List.of(partition));
    state(partition).waitUntil(System.nanoTime() + time.toNanos());
  }

  /** Stops reading the partition until somebody publishes that schema. */
  void waitForSchema(TopicPartition partition, int id) {
    alarms.raise(
        alarmOf(partition),
        "Expected to know schema "
            + id
            + ", but nobody has published it; "
            + partition
            + " waits for it");
    consumer.pause(List.of(partition));
    state(partition).waitForSchema(id, System.nanoTime());
  }

  /** Sets the gauges. */
  void report() {
    metrics.set(
        "partitions.paused", states.values().stream().filter(state -> !state.reading()).count());
    Map<String, Long> lags = new HashMap<>();
    for (TopicPartition partition : states.keySet()) {
      consumer
          .currentLag(partition)
          .ifPresent(lag -> lags.merge(partition.topic(), lag, Long::sum));
    }
    metrics.lags(lags);
  }

  /**
   * Reads those again whose row is not what it was left at: a database that was restored from a
   * backup has forgotten what was handled since, and no new record has to come to find that out.
   */
  void compareWithRows() {
    Map<TopicPartition, Position> rows;
    try {
      rows = transactions.call(() -> connection.use(OffsetTable::findAll));
    } catch (RuntimeException e) {
      LOG.debug("rows not compared, PostgreSQL is away", e);
      return;
    }
    states.forEach(
        (partition, state) -> {
          Position row = rows.get(partition);
          if (state.reading() && !Objects.equals(nextOf(row), nextOf(state.position()))) {
            LOG.warn(
                "row of {} is at {} and was left at {}, reading from there again",
                partition,
                nextOf(row),
                nextOf(state.position()));
            holdBack(partition, Duration.ZERO);
          }
        });
  }

  private static @Nullable Long nextOf(@Nullable Position position) {
    return position == null ? null : position.next();
  }

  /** What lag tools are to see. */
  Map<TopicPartition, OffsetAndMetadata> positions() {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    states.forEach(
        (partition, state) -> {
          Position position = state.position();
          if (position != null) {
            positions.put(partition, new OffsetAndMetadata(position.next()));
          }
        });
    return positions;
  }

  private boolean resume(TopicPartition partition, PartitionState state) {
    Optional<Position> row;
    try {
      row =
          transactions.call(
              () ->
                  connection.use(
                      c -> OffsetTable.find(c, partition.topic(), partition.partition())));
    } catch (RuntimeException e) {
      raise(partition, Brief.of(e));
      return false;
    }
    row.ifPresentOrElse(
        position ->
            consumer.seek(
                partition,
                // With the epoch, Kafka's client notices a log that lost its tail and goes back to
                // where it differs.
                new OffsetAndMetadata(
                    position.next(), Optional.ofNullable(position.leaderEpoch()), "")),
        () -> consumer.seekToBeginning(List.of(partition)));
    consumer.resume(List.of(partition));
    state.readFrom(row.orElse(null));
    alarms.clear(alarmOf(partition));
    clear();
    return true;
  }

  private void forget(TopicPartition partition) {
    states.remove(partition);
    alarms.clear(alarmOf(partition));
    clear();
  }

  private static String alarmOf(TopicPartition partition) {
    return "schema for " + partition;
  }
}
