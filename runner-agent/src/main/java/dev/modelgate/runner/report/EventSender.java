package dev.modelgate.runner.report;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.LeaseKeeper;
import dev.modelgate.runner.claim.RunnerLink;
import dev.modelgate.runner.claim.StopReason;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the spools until Kafka has it. The end of an attempt is said only when its
 * slot is free again, for the next attempt may come at once, and while its lease holds, for
 * somebody else may have been given the experiment.
 */
public final class EventSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventSender.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration DELIVERY = Duration.ofSeconds(20);
  private static final long BUFFER = 4L * 1024 * 1024;

  private final RunnerLink link;
  private final String topic;
  private final HeldAttempts attempts;
  private final LeaseKeeper leases;
  private final Runnable changed;
  private final KafkaProducer<String, byte[]> producer;
  private final Rounds rounds;
  private volatile boolean closing;

  /**
   * Starts sending.
   *
   * @param changed called after an attempt's end was acknowledged
   */
  public EventSender(RunnerLink link, HeldAttempts attempts, LeaseKeeper leases, Runnable changed) {
    this.link = link;
    this.topic = new TopicNames(link.topicPrefix()).of(Topic.RUNNER_EVENTS);
    this.attempts = attempts;
    this.leases = leases;
    this.changed = changed;
    this.producer =
        Producers.open(
            link.bootstrapServers(), "runner-events-" + link.runnerId(), DELIVERY, BUFFER);
    this.rounds = Rounds.start("runner-events", PAUSE, this::sendAll);
  }

  /** Something was put into a spool: sends it now. */
  public void added() {
    rounds.ask();
  }

  private void sendAll() {
    for (HeldAttempt attempt : attempts.all()) {
      try {
        send(attempt);
      } catch (ExecutionException | UncheckedIOException e) {
        if (closing) {
          return;
        }
        log.warn("Expected to report {}, but {}; trying again", attempt.key(), e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void send(HeldAttempt attempt) throws ExecutionException, InterruptedException {
    if (attempt.isReported()) {
      return;
    }
    Spool spool = new Spool(attempt.folder().path());
    for (Spool.Waiting event : spool.waiting()) {
      boolean isEnd = event.kind() == Spool.Kind.FINISHED;
      if (isFenced(attempt) || (isEnd && !(attempt.isEnded() && leases.holds(attempt.key())))) {
        break;
      }
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic, link.runnerId(), event.bytes());
      Producers.trace(record, attempt.folder().assignment());
      producer.send(record).get();
      spool.acknowledged(event);
    }
    if (spool.isFinished() || (isFenced(attempt) && attempt.isEnded())) {
      attempt.reported();
      changed.run();
    }
  }

  private static boolean isFenced(HeldAttempt attempt) {
    return attempt.stopReason().filter(reason -> reason == StopReason.FENCED).isPresent();
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
