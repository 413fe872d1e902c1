package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.RunnerCommands;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.LeaseMachine;
import dev.modelgate.scheduler.lease.Outcome;
import dev.modelgate.scheduler.lease.Standing;
import dev.modelgate.scheduler.lease.Step;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentState;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.store.RunStore;
import dev.modelgate.scheduler.store.Standings;
import dev.modelgate.stream.TraceContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Takes what happens to an experiment, asks the lease machine what it means, and has that written
 * down in the transaction of its caller; the step after one that ended follows it, or ends too.
 */
@Singleton
class ExperimentFlow {

  private final ExperimentStore experiments;
  private final AttemptStore attempts;
  private final Standings standings;
  private final RunStore runs;
  private final EffectWriter effects;
  private final RunnerCommands commands;
  private final SchedulerConfig config;

  ExperimentFlow(
      ExperimentStore experiments,
      AttemptStore attempts,
      Standings standings,
      RunStore runs,
      EffectWriter effects,
      RunnerCommands commands,
      SchedulerConfig config) {
    this.experiments = experiments;
    this.attempts = attempts;
    this.standings = standings;
    this.runs = runs;
    this.effects = effects;
    this.commands = commands;
    this.config = config;
  }

  /** One step; where it leads and what it brought about is written when this returns. */
  Step happens(String experimentId, LeaseEvent event, Circumstances circumstances) {
    // The steps that wait for this one first: nobody may lock them after the project.
    List<ExperimentRow> locked = experiments.lockWithFollowers(experimentId);
    if (locked.isEmpty()) {
      throw new IllegalStateException(
          "Expected to find experiment " + experimentId + ", but there is none");
    }
    return TraceContext.step(
        locked.getFirst().traceparent(),
        "experiment " + event.getClass().getSimpleName(),
        () -> happens(locked, event, circumstances));
  }

  private Step happens(List<ExperimentRow> locked, LeaseEvent event, Circumstances circumstances) {
    ExperimentRow experiment = locked.getFirst();
    String experimentId = experiment.experimentId();
    Step step = LeaseMachine.step(standings.of(experiment), event, config.maxAttempts());
    standings.write(experimentId, step.next());
    RunRow run = runs.findByRunId(experiment.runId()).orElseThrow();
    step.effects().forEach(effect -> effects.write(effect, run, experiment, circumstances));
    if (locked.size() > 1 && step.next() instanceof Standing.Over(Outcome outcome)) {
      follow(run, experiment, outcome, locked.get(1), circumstances);
    }
    return step;
  }

  /** Steps follow on success, whatever the checks say; a step that fails ends the workflow. */
  private void follow(
      RunRow run, ExperimentRow over, Outcome outcome, ExperimentRow next, Circumstances now) {
    if (outcome == Outcome.SUCCEEDED) {
      effects.release(run, next, now);
    } else {
      happens(next.experimentId(), new LeaseEvent.CancelAsked(), now.ending(over.step()));
    }
  }

  /** Sends an attempt to its runner again, where it still is to start. */
  void sendAgain(String attemptId, long epoch, Instant at) {
    AttemptRow attempt = attempts.findByAttemptId(attemptId).orElseThrow();
    ExperimentRow experiment = experiments.lockWithFollowers(attempt.experimentId()).getFirst();
    if (attempt.live() && experiment.state() == ExperimentState.ASSIGNED) {
      RunRow run = runs.findByRunId(experiment.runId()).orElseThrow();
      TraceContext.step(
          experiment.traceparent(),
          "experiment SentAgain",
          () -> commands.assign(run, experiment, attempt, epoch, at));
    }
  }

  /** Tells the runner to end an attempt, where it still is live. */
  void cancelAgain(String attemptId, long epoch, Instant at) {
    attempts
        .findByAttemptId(attemptId)
        .filter(AttemptRow::live)
        .ifPresent(attempt -> commands.cancel(attempt, Outcome.CANCELLED, epoch, at));
  }
}
