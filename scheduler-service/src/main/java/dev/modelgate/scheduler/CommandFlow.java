package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.PlanAnnouncer;
import dev.modelgate.scheduler.announce.Refusal;
import dev.modelgate.scheduler.intake.RunCommand;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.store.PlanStore;
import dev.modelgate.scheduler.store.ProjectStore;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.store.RunStore;
import dev.modelgate.stream.Failure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a person wants done with a run, and does it: run again, or end; a removed project's
 * end too.
 */
@Singleton
class CommandFlow {

  private static final Logger LOG = LoggerFactory.getLogger(CommandFlow.class);

  private final ProjectStore projects;
  private final RunStore runs;
  private final PlanStore plans;
  private final ExperimentStore experiments;
  private final PlanFlow planFlow;
  private final ExperimentFlow experimentFlow;
  private final PlanAnnouncer announcer;
  private final Clock clock;

  CommandFlow(
      ProjectStore projects,
      RunStore runs,
      PlanStore plans,
      ExperimentStore experiments,
      PlanFlow planFlow,
      ExperimentFlow experimentFlow,
      PlanAnnouncer announcer,
      Clock clock) {
    this.projects = projects;
    this.runs = runs;
    this.plans = plans;
    this.experiments = experiments;
    this.planFlow = planFlow;
    this.experimentFlow = experimentFlow;
    this.announcer = announcer;
    this.clock = clock;
  }

  void on(RunCommand command) {
    Optional<RunRow> run =
        runs.findByProjectIdAndRunNumber(command.project().id(), command.runNumber());
    switch (command) {
      case RunCommand.Rerun rerun ->
          run.ifPresentOrElse(again -> rerun(rerun, again), () -> nothingToRerun(rerun));
      case RunCommand.Cancel cancel ->
          run.ifPresentOrElse(
              ending -> cancel(ending, cancel.eventId()),
              () ->
                  LOG.warn(
                      "nothing to cancel project={} run={} event={}",
                      cancel.project().id(),
                      cancel.runNumber(),
                      cancel.eventId()));
      case RunCommand.Unknown unknown ->
          LOG.warn("command of a newer version left alone event={}", unknown.eventId());
    }
  }

  /** The commit's file is read again: what was planned then says nothing of what it says now. */
  private void rerun(RunCommand.Rerun command, RunRow run) {
    PlanRow first = plans.findByPlanId(run.planId()).orElseThrow();
    planFlow.request(
        new PlanRow(
            command.eventId(),
            run.rootId(),
            first.projectId(),
            command.project().name(),
            command.project().repository(),
            first.ref(),
            first.kind(),
            run.sha(),
            first.beforeSha(),
            first.pusher(),
            first.defaultBranch(),
            first.buildBranches(),
            run.runNumber(),
            run.workflow(),
            clock.instant(),
            null,
            null));
  }

  private void nothingToRerun(RunCommand.Rerun command) {
    announcer.declined(
        command.eventId(),
        Refusal.of(
            command.project(),
            "",
            null,
            Refusal.Reason.NOTHING_TO_RERUN,
            "Expected to run #%d of %s again, but there is no such run."
                .formatted(command.runNumber(), command.project().name())));
  }

  /** A project was removed: what waits or runs of it ends, and nothing more is planned. */
  void removed(String projectId) {
    projects.ensure(projectId);
    projects.lock(projectId);
    projects.remove(projectId, clock.instant());
    runs.unfinishedOf(projectId).forEach(run -> cancel(run, null));
  }

  private void cancel(RunRow run, @Nullable String causedBy) {
    runs.lock(run.runId());
    for (ExperimentRow experiment : experiments.lockOfRun(run.runId())) {
      experimentFlow.happens(
          experiment.experimentId(),
          new LeaseEvent.CancelAsked(),
          Circumstances.cancelling(clock.instant(), causedBy));
    }
  }

  /** A command that cannot be handled leaves the run as it is; a rerun is answered all the same. */
  void failed(RunCommand command, Failure failure) {
    if (command instanceof RunCommand.Rerun rerun) {
      announcer.declined(
          rerun.eventId(),
          Refusal.of(
              rerun.project(),
              "",
              null,
              Refusal.Reason.INTERNAL,
              "Expected to run #%d again, but Modelgate failed (%s)."
                  .formatted(rerun.runNumber(), failure.reason())));
    }
  }
}
