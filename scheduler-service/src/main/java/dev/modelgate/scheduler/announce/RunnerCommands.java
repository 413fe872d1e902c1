package dev.modelgate.scheduler.announce;

import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.scheduler.lease.Outcome;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.Json;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Tells runners in the current transaction what to do about an attempt. */
@Singleton
public class RunnerCommands {

  private final Outbox outbox;
  private final TopicNames topics;
  private final Json json;
  private final Ids ids;

  RunnerCommands(Outbox outbox, TopicNames topics, Json json, Ids ids) {
    this.outbox = outbox;
    this.topics = topics;
    this.json = json;
    this.ids = ids;
  }

  /** Run it; said again under a new id as often as needed. */
  public void assign(
      RunRow run, ExperimentRow experiment, AttemptRow attempt, long epoch, Instant at) {
    outbox.add(
        topics.runnerCommands(attempt.runnerId()),
        attempt.attemptId(),
        CommandsCodec.assigned(
            new Said(ids.next(), at, null),
            epoch,
            run,
            experiment,
            attempt,
            json.surroundings(experiment.surroundings()),
            json.checks(experiment.checks()),
            json.texts(experiment.environment())));
  }

  /** End it. */
  public void cancel(AttemptRow attempt, Outcome reason, long epoch, Instant at) {
    outbox.add(
        topics.runnerCommands(attempt.runnerId()),
        attempt.attemptId(),
        CommandsCodec.cancelled(
            new Said(ids.next(), at, null),
            epoch,
            attempt.runnerId(),
            attempt.attemptId(),
            attempt.token(),
            reason));
  }
}
