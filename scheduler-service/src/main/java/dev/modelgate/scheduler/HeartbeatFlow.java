package dev.modelgate.scheduler;

import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.scheduler.announce.CommandsCodec;
import dev.modelgate.scheduler.announce.Said;
import dev.modelgate.scheduler.intake.Heartbeat;
import dev.modelgate.scheduler.intake.RunnerCodec;
import dev.modelgate.scheduler.leader.RunnerTopics;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.lease.HeartbeatAnswer;
import dev.modelgate.scheduler.store.RunnerStore;
import dev.modelgate.stream.EventProducer;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a runner's heartbeat and answers which of its attempts may go on. */
@Singleton
class HeartbeatFlow {

  private final WireFormat wire;
  private final TopicNames topics;
  private final EventProducer producer;
  private final RunnerStore runners;
  private final Transactions transactions;
  private final Ids ids;
  private final Clock clock;
  private final Drops drops;

  HeartbeatFlow(
      WireFormat wire,
      TopicNames topics,
      EventProducer producer,
      RunnerStore runners,
      Transactions transactions,
      Ids ids,
      Clock clock,
      Drops drops) {
    this.wire = wire;
    this.topics = topics;
    this.producer = producer;
    this.runners = runners;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.drops = drops;
  }

  /** Takes what came on the topic; whatever is no heartbeat of an approved runner is counted. */
  void take(Term term, RunnerTopics.Received received) {
    Optional<Heartbeat> heartbeat = read(received);
    if (heartbeat.isEmpty()) {
      drops.heartbeat("unreadable");
    } else if (!heartbeat.get().runnerId().equals(received.key())) {
      drops.heartbeat("foreign-key");
    } else if (!isApproved(term, heartbeat.get())) {
      drops.heartbeat("not-approved");
    } else {
      on(term, heartbeat.get());
    }
  }

  private void on(Term term, Heartbeat heartbeat) {
    Duration now = term.time().now();
    if (!term.hosts().heard(heartbeat, now)) {
      drops.heartbeat("old");
      return;
    }
    List<HeartbeatAnswer.Held> listed =
        heartbeat.held().stream()
            .map(held -> new HeartbeatAnswer.Held(held.attemptId(), held.token()))
            .toList();
    List<HeartbeatAnswer.Held> renewed =
        HeartbeatAnswer.renewed(heartbeat.runnerId(), listed, term.live());
    renewed.forEach(held -> term.change(held.attemptId(), attempt -> attempt.listed(now)));
    term.listed(heartbeat.runnerId(), attemptIds(heartbeat));
    producer.send(
        topics.runnerCommands(heartbeat.runnerId()),
        heartbeat.runnerId(),
        CommandsCodec.renewed(
            new Said(ids.next(), clock.instant(), heartbeat.eventId()),
            term.epoch(),
            heartbeat,
            renewed));
  }

  private static Set<String> attemptIds(Heartbeat heartbeat) {
    return heartbeat.held().stream()
        .map(Heartbeat.Held::attemptId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A runner that was approved a moment ago need not wait for the next sweep. */
  private boolean isApproved(Term term, Heartbeat heartbeat) {
    if (!term.hosts().isApproved(heartbeat.runnerId())) {
      term.hosts().approved(transactions.call(runners::findAllOrderByName));
    }
    return term.hosts().isApproved(heartbeat.runnerId());
  }

  private Optional<Heartbeat> read(RunnerTopics.Received received) {
    byte[] value = received.value();
    return value != null && wire.decode(value) instanceof Decoded.Ok ok
        ? RunnerCodec.heartbeat(ok.record())
        : Optional.empty();
  }
}
