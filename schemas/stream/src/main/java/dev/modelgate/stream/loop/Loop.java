package dev.modelgate.stream.loop;

import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.KafkaClients;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.Subscriptions;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.stream.observe.StreamMetrics;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.OffsetTable.Position;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads: polls, and handles each partition's records as one batch. */
@Singleton
@Requires(beans = Subscriptions.class)
@Requires(property = "datasources.default.url")
public class Loop implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration POLL_WHILE_WAITING = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long FEW_SECONDS = Duration.ofSeconds(5).toNanos();

  private static final String ALARM = "kafka";

  /** A consumer with the partitions that it was assigned. */
  private record Member(KafkaConsumer<byte[], byte[]> consumer, Partitions partitions) {}

  private final KafkaClients clients;
  private final Transactions transactions;
  private final CurrentConnection connection;
  private final SchemaIds ids;
  private final Alarms alarms;
  private final StreamMetrics metrics;
  private final Routes routes;
  private final Batches batches;
  private final Worker worker;
  private final String group;
  private @Nullable String instance;
  private volatile @Nullable Member member;
  private long committed = System.nanoTime();

  Loop(
      KafkaClients clients,
      Transactions transactions,
      CurrentConnection connection,
      Outbox outbox,
      SchemaIds ids,
      WireFormat wire,
      TopicNames names,
      Subscriptions subscriptions,
      Alarms alarms,
      StreamMetrics metrics,
      @Value("${modelgate.service}") String service,
      @Value("${modelgate.instance:}") String instance) {
    this.clients = clients;
    this.transactions = transactions;
    this.connection = connection;
    this.ids = ids;
    this.alarms = alarms;
    this.metrics = metrics;
    this.routes = new Routes(wire, names, subscriptions, service);
    routes.topics().forEach(metrics::reads);
    this.batches =
        new Batches(transactions, connection, outbox, new DeadLetters(names, service), metrics);
    this.group = names.prefix() + "-" + service;
    this.instance = instance.isBlank() ? InstanceName.ofHost() : instance;
    this.worker = new Worker(service + "-loop", this::step, this::leave);
  }

  @Override
  public int place() {
    return 4;
  }

  @Override
  public void start() {
    if (!routes.topics().isEmpty()) {
      worker.start();
    }
  }

  @Override
  public void askToStop() {
    worker.askToStop();
    Member current = member;
    if (current != null) {
      current.consumer().wakeup();
    }
  }

  @Override
  public void awaitStop(Duration atMost) {
    worker.awaitStop(atMost);
  }

  private Duration step() {
    Member current = member == null ? join() : member;
    try {
      Partitions partitions = current.partitions();
      partitions.resumeDue();
      ConsumerRecords<byte[], byte[]> records =
          current.consumer().poll(partitions.anyWaiting() ? POLL_WHILE_WAITING : POLL);
      boolean answered = true;
      for (TopicPartition partition : records.partitions()) {
        if (!answered || worker.stopping()) {
          partitions.holdBack(partition, PAUSE);
        } else if (partitions.isRead(partition)) {
          answered = handle(partitions, partition, records.records(partition));
        }
      }
      partitions.report();
      everyFewSeconds(current);
      alarms.clear(ALARM);
    } catch (WakeupException e) {
      LOG.debug("woken to stop");
    } catch (FencedInstanceIdException e) {
      LOG.info("another process has the name instance={}, going on without one", instance);
      instance = null;
      leave();
    } catch (KafkaException e) {
      alarms.raise(ALARM, "Expected to read from Kafka, but it answered: " + Brief.of(e));
      leave();
      throw e;
    }
    return Duration.ZERO;
  }

  private Member join() {
    KafkaConsumer<byte[], byte[]> consumer = GroupConsumer.open(clients, group, instance);
    Partitions partitions =
        new Partitions(consumer, transactions, connection, ids, alarms, metrics);
    consumer.subscribe(routes.topics(), partitions);
    Member joined = new Member(consumer, partitions);
    member = joined;
    return joined;
  }

  /** Handles the records of a partition; false where PostgreSQL did not answer. */
  private boolean handle(
      Partitions partitions,
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records) {
    List<Item> items = new ArrayList<>();
    int missingSchema = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Item item = routes.read(record);
      if (item instanceof Item.Unknown unknown) {
        missingSchema = unknown.schemaId();
        break;
      }
      items.add(item);
    }
    if (!items.isEmpty() && !commit(partitions, partition, items)) {
      return false;
    }
    if (missingSchema != 0 && partitions.isRead(partition)) {
      partitions.answered(partition);
      partitions.waitForSchema(partition, missingSchema);
    }
    return true;
  }

  private boolean commit(Partitions partitions, TopicPartition partition, List<Item> items) {
    PartitionState state = partitions.state(partition);
    return switch (batches.handle(items, state.position())) {
      case Outcome.Done(Position next) -> {
        LOG.debug("handled partition={} items={}", partition, items.size());
        state.readFrom(next);
        partitions.answered(partition);
        yield true;
      }
      case Outcome.Overtaken overtaken -> {
        LOG.info("another instance handled partition={}, reading its row again", partition);
        metrics.overtaken(partition.topic());
        partitions.answered(partition);
        partitions.holdBack(partition, Duration.ZERO);
        yield true;
      }
      case Outcome.Away(String reason) -> {
        partitions.away(partition, reason);
        yield false;
      }
    };
  }

  private void everyFewSeconds(Member current) {
    long now = System.nanoTime();
    if (now - committed > FEW_SECONDS) {
      committed = now;
      current.partitions().compareWithRows();
      current
          .consumer()
          .commitAsync(
              current.partitions().positions(),
              (positions, failure) -> {
                if (failure != null) {
                  LOG.debug("positions not committed, only lag tools read them");
                }
              });
    }
  }

  private void leave() {
    Member current = member;
    if (current != null) {
      member = null;
      current.partitions().forgetAll();
      GroupConsumer.close(current.consumer());
    }
  }
}
