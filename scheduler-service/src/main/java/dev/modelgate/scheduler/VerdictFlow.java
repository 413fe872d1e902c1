package dev.modelgate.scheduler;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.scheduler.announce.ExperimentsCodec;
import dev.modelgate.scheduler.announce.Said;
import dev.modelgate.scheduler.intake.JudgedExperiment;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentState;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.Json;
import dev.modelgate.scheduler.store.PlanStore;
import dev.modelgate.scheduler.store.ProjectStore;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.store.RunStore;
import dev.modelgate.scheduler.store.WorkflowReference;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Takes the verdict over an experiment, and says that its run is over when it was the last one. */
@Singleton
class VerdictFlow {

  private final RunStore runs;
  private final ExperimentStore experiments;
  private final AttemptStore attempts;
  private final PlanStore plans;
  private final ProjectStore projects;
  private final Outbox outbox;
  private final Json json;
  private final Waits waits;
  private final Clock clock;

  VerdictFlow(
      RunStore runs,
      ExperimentStore experiments,
      AttemptStore attempts,
      PlanStore plans,
      ProjectStore projects,
      Outbox outbox,
      Json json,
      Waits waits,
      Clock clock) {
    this.runs = runs;
    this.experiments = experiments;
    this.attempts = attempts;
    this.plans = plans;
    this.projects = projects;
    this.outbox = outbox;
    this.json = json;
    this.waits = waits;
    this.clock = clock;
  }

  void on(JudgedExperiment judged) {
    // The run's row first: two verdicts that are the last ones must not both miss each other.
    RunRow run = runs.lock(judged.runId()).orElse(null);
    if (run == null) {
      return;
    }
    if (experiments.judge(judged.experimentId(), judged.verdict(), judged.revision()) == 1) {
      waited(judged);
    }
    List<ExperimentRow> all = experiments.findByRunIdOrderByPosition(run.runId());
    if (run.finishedAt() == null && all.stream().allMatch(VerdictFlow::isJudged)) {
      finish(run, all, judged.eventId());
    }
  }

  /** Only the first verdict is waited for. */
  private void waited(JudgedExperiment judged) {
    List<AttemptRow> tries = attempts.findByExperimentIdOrderByNumber(judged.experimentId());
    if (judged.revision() == 1 && !tries.isEmpty()) {
      waits.judged(tries.getLast().finishedAt(), clock.instant());
    }
  }

  private static boolean isJudged(ExperimentRow experiment) {
    return experiment.state() == ExperimentState.OVER && experiment.verdict() != null;
  }

  private void finish(RunRow run, List<ExperimentRow> all, String causedBy) {
    Instant now = clock.instant();
    runs.finish(run.runId(), now);
    outbox.add(
        Topic.EXPERIMENTS,
        run.projectId(),
        ExperimentsCodec.runFinished(
            new Said(Ids.derived(run.runId(), "finished"), now, causedBy),
            projects.nextSequence(run.projectId()),
            run,
            all,
            workflows(run)));
  }

  /** What was planned for the git event, each workflow with the newest run of it. */
  private List<WorkflowReference> workflows(RunRow run) {
    List<RunRow> ofRoot = runs.ofRoot(run.rootId());
    String planned = plans.findByPlanId(run.rootId()).orElseThrow().workflows();
    return json.workflows(planned == null ? "[]" : planned).stream()
        .map(reference -> newest(reference, ofRoot))
        .toList();
  }

  private static WorkflowReference newest(WorkflowReference reference, List<RunRow> ofRoot) {
    return ofRoot.stream()
        .filter(run -> run.workflow().equals(reference.workflow()))
        .reduce((older, newer) -> newer)
        .map(
            run ->
                new WorkflowReference(
                    reference.workflow(), reference.state(), run.runId(), run.runNumber()))
        .orElse(reference);
  }
}
