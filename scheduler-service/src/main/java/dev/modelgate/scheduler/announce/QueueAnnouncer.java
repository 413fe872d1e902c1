package dev.modelgate.scheduler.announce;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.stream.EventProducer;
import dev.modelgate.stream.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Says what waits; nobody needs an older state, so that it passes no outbox. */
@Singleton
public class QueueAnnouncer {

  private final EventProducer producer;
  private final TopicNames topics;
  private final Ids ids;
  private final Clock clock;

  QueueAnnouncer(EventProducer producer, TopicNames topics, Ids ids, Clock clock) {
    this.producer = producer;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What waits in a pool.
   *
   * @param epoch of the leader that says it
   */
  public void waits(String pool, long epoch, QueueState state) {
    producer.send(
        topics.of(Topic.QUEUE),
        pool,
        QueueCodec.snapshot(new Said(ids.next(), clock.instant(), null), pool, epoch, state));
  }
}
