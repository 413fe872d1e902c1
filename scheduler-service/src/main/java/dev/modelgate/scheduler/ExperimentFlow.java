package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.ExperimentAnnouncer;
import dev.modelgate.scheduler.announce.RunnerCommands;
import dev.modelgate.scheduler.lease.Lease;
import dev.modelgate.scheduler.lease.LeaseEffect;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.LeaseMachine;
import dev.modelgate.scheduler.lease.Outcome;
import dev.modelgate.scheduler.lease.Step;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentState;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.Json;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.store.RunStore;
import dev.modelgate.scheduler.store.Standings;
import dev.modelgate.stream.Signals;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Takes what happens to an experiment, asks the lease machine what it means, and writes that down:
 * rows and events in the transaction of its caller.
 */
@Singleton
class ExperimentFlow {

  private final ExperimentStore experiments;
  private final AttemptStore attempts;
  private final Standings standings;
  private final RunStore runs;
  private final ExperimentAnnouncer announcer;
  private final RunnerCommands commands;
  private final Signals signals;
  private final Json json;
  private final SchedulerConfig config;
  private final MeterRegistry meters;

  ExperimentFlow(
      ExperimentStore experiments,
      AttemptStore attempts,
      Standings standings,
      RunStore runs,
      ExperimentAnnouncer announcer,
      RunnerCommands commands,
      Signals signals,
      Json json,
      SchedulerConfig config,
      MeterRegistry meters) {
    this.experiments = experiments;
    this.attempts = attempts;
    this.standings = standings;
    this.runs = runs;
    this.announcer = announcer;
    this.commands = commands;
    this.signals = signals;
    this.json = json;
    this.config = config;
    this.meters = meters;
  }

  /** One step; where it leads and what it brought about is written when this returns. */
  Step happens(String experimentId, LeaseEvent event, Circumstances circumstances) {
    ExperimentRow experiment =
        experiments
            .lock(experimentId)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Expected to find experiment " + experimentId + ", but there is none"));
    Step step = LeaseMachine.step(standings.of(experiment), event, config.maxAttempts());
    standings.write(experimentId, step.next());
    RunRow run = runs.findByRunId(experiment.runId()).orElseThrow();
    for (LeaseEffect effect : step.effects()) {
      carryOut(effect, run, experiment, circumstances);
    }
    return step;
  }

  /** Sends an attempt to its runner again, where it still is to start. */
  void sendAgain(String attemptId, long epoch, Instant at) {
    AttemptRow attempt = attempts.findByAttemptId(attemptId).orElseThrow();
    ExperimentRow experiment = experiments.lock(attempt.experimentId()).orElseThrow();
    if (attempt.live() && experiment.state() == ExperimentState.ASSIGNED) {
      RunRow run = runs.findByRunId(experiment.runId()).orElseThrow();
      commands.assign(run, experiment, attempt, epoch, at);
    }
  }

  /** Tells the runner to end an attempt, where it still is live. */
  void cancelAgain(String attemptId, long epoch, Instant at) {
    attempts
        .findByAttemptId(attemptId)
        .filter(AttemptRow::live)
        .ifPresent(attempt -> commands.cancel(attempt, Outcome.CANCELLED, epoch, at));
  }

  private void carryOut(
      LeaseEffect effect, RunRow run, ExperimentRow experiment, Circumstances now) {
    String id = experiment.experimentId();
    switch (effect) {
      case LeaseEffect.Assign(Lease lease) -> {
        AttemptRow attempt = now.attempt(Standings.attemptId(id, lease.number()), id, lease);
        attempts.save(attempt);
        commands.assign(run, experiment, attempt, now.epoch(), now.at());
      }
      case LeaseEffect.SayStarted(Lease lease) -> {
        Instant startedAt = now.startedAt() == null ? now.at() : now.startedAt();
        attempts.start(Standings.attemptId(id, lease.number()), startedAt);
        announcer.started(run, experiment, attempt(id, lease), startedAt, now.at(), now.causedBy());
      }
      case LeaseEffect.SendCancel(Lease lease, Outcome reason) ->
          sendCancel(attempt(id, lease), reason, now);
      case LeaseEffect.EndAttempt(Lease lease, Outcome outcome) ->
          attempts.end(
              Standings.attemptId(id, lease.number()),
              outcome,
              now.exitCode(),
              now.message(),
              now.startedAt(),
              now.finishedAt());
      case LeaseEffect.QueueAgain(int number) -> {
        announcer.queued(run, experiment, number, now.at(), now.causedBy());
        signals.send(SchedulerWiring.QUEUE_CHANGED);
      }
      case LeaseEffect.SayFinished(Outcome outcome) -> {
        experiments.end(id, outcome, now.exitCode(), now.message(), json.write(now.metrics()));
        ExperimentRow over = experiments.findByExperimentId(id).orElseThrow();
        announcer.finished(run, over, now.metrics(), now.at(), now.causedBy());
      }
      case LeaseEffect.Drop(LeaseEffect.DropReason reason) ->
          meters
              .counter("modelgate.scheduler.reports.dropped", "reason", reason.name())
              .increment();
    }
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
