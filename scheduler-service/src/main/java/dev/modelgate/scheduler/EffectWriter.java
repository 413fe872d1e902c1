package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.ExperimentAnnouncer;
import dev.modelgate.scheduler.announce.RunnerCommands;
import dev.modelgate.scheduler.lease.Lease;
import dev.modelgate.scheduler.lease.LeaseEffect;
import dev.modelgate.scheduler.lease.Outcome;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.Json;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.store.Standings;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.TraceContext;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Writes what the lease machine brought about: rows and events in the current transaction. */
@Singleton
class EffectWriter {

  private final ExperimentStore experiments;
  private final AttemptStore attempts;
  private final ExperimentAnnouncer announcer;
  private final RunnerCommands commands;
  private final Signals signals;
  private final Json json;
  private final Waits waits;
  private final Drops drops;

  EffectWriter(
      ExperimentStore experiments,
      AttemptStore attempts,
      ExperimentAnnouncer announcer,
      RunnerCommands commands,
      Signals signals,
      Json json,
      Waits waits,
      Drops drops) {
    this.experiments = experiments;
    this.attempts = attempts;
    this.announcer = announcer;
    this.commands = commands;
    this.signals = signals;
    this.json = json;
    this.waits = waits;
    this.drops = drops;
  }

  void write(LeaseEffect effect, RunRow run, ExperimentRow experiment, Circumstances now) {
    String id = experiment.experimentId();
    switch (effect) {
      case LeaseEffect.Assign(Lease lease) -> {
        AttemptRow attempt = now.attempt(Standings.attemptId(id, lease.number()), id, lease);
        attempts.save(attempt);
        commands.assign(run, experiment, attempt, now.epoch(), now.at());
      }
      case LeaseEffect.SayStarted(Lease lease) -> {
        Instant startedAt = now.startedAt() == null ? now.at() : now.startedAt();
        String notes = String.join("\n", now.notes());
        waits.started(experiment.queuedAt(), startedAt);
        attempts.start(Standings.attemptId(id, lease.number()), startedAt, notes);
        announcer.started(run, experiment, attempt(id, lease), startedAt, now.at(), now.causedBy());
      }
      case LeaseEffect.SendCancel(Lease lease, Outcome reason) ->
          sendCancel(attempt(id, lease), reason, now);
      case LeaseEffect.EndAttempt(Lease lease, Outcome outcome) -> {
        waits.ended(outcome, now.startedAt(), now.finishedAt());
        if (now.startedAt() != null && now.finishedAt() != null) {
          TraceContext.tell("job", now.startedAt(), now.finishedAt());
        }
        attempts.end(
            Standings.attemptId(id, lease.number()),
            outcome,
            now.exitCode(),
            now.message(),
            now.startedAt(),
            now.finishedAt(),
            now.at(),
            now.noteLines(),
            now.logBytes());
      }
      case LeaseEffect.QueueAgain(int number) -> queue(run, experiment, number, now);
      case LeaseEffect.SayFinished(Outcome outcome) -> {
        experiments.end(id, outcome, now.exitCode(), now.message(), json.write(now.metrics()));
        ExperimentRow over = experiments.findByExperimentId(id).orElseThrow();
        announcer.finished(run, over, now.metrics(), now.at(), now.causedBy());
      }
      case LeaseEffect.Drop(LeaseEffect.DropReason reason) -> drops.report(reason.name());
    }
  }

  /** The step's turn has come. */
  void release(RunRow run, ExperimentRow experiment, Circumstances now) {
    experiments.release(experiment.experimentId(), now.at());
    queue(run, experiment, 1, now);
  }

  private void queue(RunRow run, ExperimentRow experiment, int number, Circumstances now) {
    announcer.queued(run, experiment, number, now.at(), now.causedBy());
    signals.send(SchedulerWiring.QUEUE_CHANGED);
  }

  private AttemptRow attempt(String experimentId, Lease lease) {
    return attempts
        .findByAttemptId(Standings.attemptId(experimentId, lease.number()))
        .orElseThrow();
  }

  /** Only a leader commands: what a person asked for waits for it in the experiment's row. */
  private void sendCancel(AttemptRow attempt, Outcome reason, Circumstances now) {
    if (now.epoch() == 0) {
      signals.send(SchedulerWiring.QUEUE_CHANGED);
    } else {
      commands.cancel(attempt, reason, now.epoch(), now.at());
    }
  }
}
