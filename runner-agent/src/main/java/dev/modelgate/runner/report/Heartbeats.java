package dev.modelgate.runner.report;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.LeaseKeeper;
import dev.modelgate.runner.claim.RunnerLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every few seconds, and after every change, that the runner is alive and what it holds. */
public final class Heartbeats implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
  private static final long BUFFER = 1024 * 1024;

  private final RunnerLink link;
  private final String topic;
  private final HeldAttempts attempts;
  private final LeaseKeeper leases;
  private final RunnerEventCodec codec;
  private final BooleanSupplier listening;
  private final KafkaProducer<String, byte[]> producer;
  private final Rounds rounds;

  /**
   * Starts beating.
   *
   * @param every how often, where nothing changes
   * @param listening whether answers are heard; nothing is said before
   */
  public Heartbeats(
      RunnerLink link,
      HeldAttempts attempts,
      LeaseKeeper leases,
      RunnerEventCodec codec,
      Duration every,
      BooleanSupplier listening) {
    this.link = link;
    this.topic = new TopicNames(link.topicPrefix()).of(Topic.RUNNER_HEARTBEATS);
    this.attempts = attempts;
    this.leases = leases;
    this.codec = codec;
    this.listening = listening;
    // A heartbeat that could not be sent by the time of the second next is of no use.
    this.producer =
        Producers.open(
            link.bootstrapServers(),
            "runner-heartbeats-" + link.runnerId(),
            every.multipliedBy(2),
            BUFFER);
    this.rounds = Rounds.start("runner-heartbeats", every, this::beat);
  }

  /** Something changed: says so now. */
  public void changed() {
    rounds.ask();
  }

  private void beat() {
    if (!listening.getAsBoolean()) {
      return;
    }
    List<HeldAttempt> held =
        attempts.all().stream().filter(attempt -> !attempt.isReported()).toList();
    long sequence =
        leases.beat(held.stream().map(HeldAttempt::key).collect(Collectors.toUnmodifiableSet()));
    byte[] value = codec.heartbeat(link.runnerId(), leases.session(), sequence, held);
    Future<RecordMetadata> sent =
        producer.send(
            new ProducerRecord<>(topic, link.runnerId(), value),
            (metadata, problem) -> {
              if (problem != null) {
                log.debug("Heartbeat {} was not sent: {}", sequence, problem.toString());
              }
            });
    log.trace("Heartbeat {} on its way: {}", sequence, sent);
  }

  @Override
  public void close() {
    rounds.end();
    producer.close(Duration.ZERO);
    rounds.close();
  }
}
