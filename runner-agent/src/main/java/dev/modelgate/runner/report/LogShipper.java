package dev.modelgate.runner.report;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.runner.claim.AttemptKey;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.RunnerLink;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends logs to the live tail while they grow, at a bounded rate: what a log writes faster is left
 * out here, never in the store. The log lies on disk, so however slow this is, no job waits for it;
 * and it has a connection of its own, so no heartbeat does.
 */
public final class LogShipper implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LogShipper.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration DELIVERY = Duration.ofSeconds(30);
  private static final long BUFFER = 4L * 1024 * 1024;

  private final String topic;
  private final HeldAttempts attempts;
  private final Journals journals;
  private final RunnerEventCodec codec;
  private final Consumer<HeldAttempt> shipped;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<AttemptKey, LiveAllowance> allowances = new HashMap<>();
  private final Rounds rounds;
  private volatile boolean closing;

  /**
   * Starts shipping.
   *
   * @param shipped called when Kafka has all of an attempt's log; perhaps more than once
   */
  public LogShipper(
      RunnerLink link,
      HeldAttempts attempts,
      Journals journals,
      RunnerEventCodec codec,
      Consumer<HeldAttempt> shipped) {
    this.topic = new TopicNames(link.topicPrefix()).of(Topic.LOGS);
    this.attempts = attempts;
    this.journals = journals;
    this.codec = codec;
    this.shipped = shipped;
    this.producer =
        Producers.open(link.bootstrapServers(), "runner-logs-" + link.runnerId(), DELIVERY, BUFFER);
    this.rounds = Rounds.start("runner-logs", PAUSE, this::shipAll);
  }

  private void shipAll() {
    List<HeldAttempt> all = attempts.all();
    allowances.keySet().retainAll(all.stream().map(HeldAttempt::key).toList());
    for (HeldAttempt attempt : all) {
      try {
        ship(attempt);
      } catch (ExecutionException | UncheckedIOException e) {
        if (closing) {
          return;
        }
        log.warn(
            "Expected to ship the log of {}, but {}; trying again", attempt.key(), e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Ships the next chunks, and counts them only when Kafka has them all. */
  private void ship(HeldAttempt attempt) throws ExecutionException, InterruptedException {
    LogJournal journal = journals.of(attempt.folder());
    long next = journal.acknowledged();
    if (next == journal.size()) {
      LiveAllowance allowance =
          allowances.computeIfAbsent(attempt.key(), key -> new LiveAllowance(System.nanoTime()));
      journal.cut(allowance.bytes(System.nanoTime()));
      allowance.spend(
          LongStream.range(next, journal.size())
              .map(number -> journal.chunk(number).length())
              .sum());
    }
    long end = journal.size();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (long number = next; number < end; number++) {
      LogJournal.Chunk chunk = journal.chunk(number);
      byte[] value = codec.chunk(attempt.folder().assignment(), chunk, journal.read(chunk));
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic, attempt.key().attemptId(), value);
      Producers.trace(record, attempt.folder().assignment());
      sent.add(producer.send(record));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
    if (end > next) {
      journal.acknowledge(end);
    }
    if (journal.isComplete() && end == journal.size()) {
      shipped.accept(attempt);
    }
  }

  @Override
  public void close() {
    // What is waited for fails when the connection is closed, so that the round ends.
    closing = true;
    rounds.end();
    producer.close(Duration.ZERO);
    rounds.close();
  }
}
