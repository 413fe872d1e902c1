package dev.modelgate.reporter.log;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.reporter.intake.LogCodec;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.KafkaClients;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of logs for whoever looks at one: a consumer without a group on the attempt's
 * partition, from a time on, for as long as somebody asks.
 */
@Singleton
@Bean(preDestroy = "close")
final class Tails {

  private static final Logger LOG = LoggerFactory.getLogger(Tails.class);

  /** So many logs are read at once by one instance; of further ones the stored part is shown. */
  private static final int AT_MOST = 24;

  private static final Duration KEPT_FOR = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final TopicNames names;
  private final WireFormat wire;
  private final Map<String, Reading> readings = new HashMap<>();
  private boolean closed;

  Tails(KafkaClients clients, TopicNames names, WireFormat wire) {
    this.clients = clients;
    this.names = names;
    this.wire = wire;
  }

  private record Reading(Tail tail, Thread thread, AtomicLong asked) {}

  /**
   * The attempt's tail, which is read from now on if it was not; empty where too many are read.
   *
   * @param since what was sent before is not looked for
   */
  synchronized Optional<Tail> of(String attemptId, Instant since) {
    Reading known = readings.get(attemptId);
    if (known != null) {
      known.asked().set(System.nanoTime());
      return Optional.of(known.tail());
    }
    if (closed || readings.size() >= AT_MOST) {
      return Optional.empty();
    }
    Tail tail = new Tail();
    AtomicLong asked = new AtomicLong(System.nanoTime());
    Thread thread =
        Thread.ofVirtual()
            .name("log-tail-" + attemptId)
            .unstarted(() -> follow(attemptId, since, tail, asked));
    readings.put(attemptId, new Reading(tail, thread, asked));
    thread.start();
    return Optional.of(tail);
  }

  private void follow(String attemptId, Instant since, Tail tail, AtomicLong asked) {
    byte[] key = attemptId.getBytes(StandardCharsets.UTF_8);
    long[] position = {-1};
    try {
      while (isAsked(asked)) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
          read(consumer, key, since, position, tail, () -> isAsked(asked));
        } catch (InterruptException e) {
          throw e;
        } catch (KafkaException e) {
          LOG.info("log tail waits for Kafka attempt={} cause=\"{}\"", attemptId, Brief.of(e));
          Thread.sleep(Duration.ofSeconds(1));
        }
      }
    } catch (InterruptException | InterruptedException e) {
      LOG.debug("log tail ends attempt={}", attemptId);
    } finally {
      forget(asked);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return clients.consumer(
        "log-tail",
        Map.of(
            "default.api.timeout.ms",
            (int) PATIENCE.toMillis(),
            "request.timeout.ms",
            (int) PATIENCE.toMillis() - 1000,
            "fetch.max.bytes",
            2 * 1024 * 1024));
  }

  private interface Condition {
    boolean holds();
  }

  /**
   * Where reading was interrupted it goes on from there: {@code position} outlives the consumer.
   */
  private void read(
      KafkaConsumer<byte[], byte[]> consumer,
      byte[] key,
      Instant since,
      long[] position,
      Tail tail,
      Condition wanted) {
    String topic = names.of(Topic.LOGS);
    int partitions = consumer.partitionsFor(topic).size();
    TopicPartition partition =
        new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % partitions);
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    consumer.seek(partition, position[0] >= 0 ? position[0] : at(consumer, partition, since, end));
    while (wanted.holds()) {
      if (consumer.position(partition) >= end) {
        tail.caughtUp();
      }
      for (ConsumerRecord<byte[], byte[]> sent : consumer.poll(POLL)) {
        if (sent.value() != null && Arrays.equals(sent.key(), key)) {
          LogCodec.piece(wire, sent.value()).ifPresent(tail::add);
        }
      }
      position[0] = consumer.position(partition);
    }
  }

  private static long at(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Instant since, long end) {
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli())).get(partition);
    return found == null ? end : found.offset();
  }

  private synchronized boolean isAsked(AtomicLong asked) {
    if (closed || System.nanoTime() - asked.get() > KEPT_FOR.toNanos()) {
      forget(asked);
      return false;
    }
    return true;
  }

  /** This reading, not one that began after it for the same attempt. */
  private synchronized void forget(AtomicLong asked) {
    readings.values().removeIf(reading -> reading.asked() == asked);
  }

  synchronized void close() {
    closed = true;
    for (Iterator<Reading> all = readings.values().iterator(); all.hasNext(); ) {
      all.next().thread().interrupt();
      all.remove();
    }
  }
}
