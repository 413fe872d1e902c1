package dev.modelgate.scheduler;

import dev.modelgate.git.Commit;
import dev.modelgate.scheduler.announce.ExperimentAnnouncer;
import dev.modelgate.scheduler.announce.NumberedWorkflow;
import dev.modelgate.scheduler.announce.PlanAnnouncer;
import dev.modelgate.scheduler.announce.Refusal;
import dev.modelgate.scheduler.mirror.BranchAdvance;
import dev.modelgate.scheduler.mirror.CommitFacts;
import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentState;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.Json;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.store.PlanStore;
import dev.modelgate.scheduler.store.ProjectRow;
import dev.modelgate.scheduler.store.ProjectStore;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.store.RunStore;
import dev.modelgate.scheduler.store.WorkflowReference;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.TraceContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a finished plan in one transaction: numbers, runs, experiments, events. */
@Singleton
class PlanWriter {

  private final PlanStore plans;
  private final ProjectStore projects;
  private final RunStore runs;
  private final ExperimentStore experiments;
  private final PlanAnnouncer announcer;
  private final ExperimentAnnouncer experimentAnnouncer;
  private final Signals signals;
  private final Json json;
  private final Waits waits;
  private final Clock clock;

  PlanWriter(
      PlanStore plans,
      ProjectStore projects,
      RunStore runs,
      ExperimentStore experiments,
      PlanAnnouncer announcer,
      ExperimentAnnouncer experimentAnnouncer,
      Signals signals,
      Json json,
      Waits waits,
      Clock clock) {
    this.plans = plans;
    this.projects = projects;
    this.runs = runs;
    this.experiments = experiments;
    this.announcer = announcer;
    this.experimentAnnouncer = experimentAnnouncer;
    this.signals = signals;
    this.json = json;
    this.waits = waits;
    this.clock = clock;
  }

  /**
   * Writes a plan; nothing where that was done already.
   *
   * @param knownTip the tip that the branch's advance was reckoned from
   * @param facts empty where the ref was deleted
   */
  void write(PlanRow plan, @Nullable String knownTip, Optional<CommitFacts> facts, Plan made) {
    if (plans.lock(plan.planId()).orElseThrow().isSettled()) {
      return;
    }
    facts.flatMap(CommitFacts::advance).ifPresent(advance -> advance(plan, knownTip, advance));
    Commit commit = facts.map(CommitFacts::commit).orElse(null);
    switch (PlanLimits.fitting(PlanSelection.of(plan, made))) {
      case Plan.Planned planned -> planned(plan, facts.orElseThrow(), planned);
      case Plan.Declined declined -> declined(plan, Refusal.of(plan, commit, declined), declined);
    }
  }

  /** Says that nothing runs; nothing where the plan was settled already. */
  void refuse(PlanRow plan, Refusal refusal) {
    if (!plans.lock(plan.planId()).orElseThrow().isSettled()) {
      announcer.declined(plan.planId(), refusal);
      plans.settle(plan.planId(), clock.instant(), "[]");
    }
  }

  private void declined(PlanRow plan, Refusal refusal, Plan.Declined declined) {
    announcer.declined(plan.planId(), refusal);
    List<WorkflowReference> references =
        declined.workflows().stream().map(workflow -> reference(workflow, null)).toList();
    plans.settle(plan.planId(), clock.instant(), json.write(references));
  }

  private void advance(PlanRow plan, @Nullable String knownTip, BranchAdvance advance) {
    projects.ensure(plan.projectId());
    ProjectRow project = projects.lock(plan.projectId());
    if (!Objects.equals(project.tip(), knownTip)) {
      throw new IllegalStateException(
          "Expected the default branch of project %s to be known at %s, but it moved to %s"
              .formatted(plan.projectId(), knownTip, project.tip()));
    }
    announcer.advanced(plan, advance);
    projects.setTip(plan.projectId(), advance.branch(), advance.after());
  }

  private void planned(PlanRow plan, CommitFacts facts, Plan.Planned planned) {
    projects.ensure(plan.projectId());
    ProjectRow project = projects.lock(plan.projectId());
    if (project.removedAt() != null) {
      refuse(plan, Refusal.removed(plan));
      return;
    }
    int number = project.lastRunNumber();
    List<NumberedWorkflow> numbered = new ArrayList<>();
    for (WorkflowPlan workflow : planned.workflows()) {
      numbered.add(
          switch (workflow) {
            case WorkflowPlan.Planned runs -> numbered(plan, runs, ++number);
            case WorkflowPlan.NotMatched _, WorkflowPlan.Invalid _ ->
                new NumberedWorkflow(workflow, null);
          });
    }
    projects.setLastRunNumber(plan.projectId(), number);
    announcer.planned(plan, facts, planned.workflowFile(), numbered, planned.problems());
    numbered.forEach(workflow -> queue(plan, facts, workflow));
    plans.settle(
        plan.planId(),
        clock.instant(),
        json.write(numbered.stream().map(w -> reference(w.plan(), w.run())).toList()));
    signals.send(SchedulerWiring.QUEUE_CHANGED);
  }

  private static NumberedWorkflow numbered(PlanRow plan, WorkflowPlan.Planned runs, int number) {
    String runId = Ids.derived(plan.planId(), runs.name());
    List<String> experimentIds =
        runs.workflow().steps().stream().map(step -> Ids.derived(runId, step.name())).toList();
    return new NumberedWorkflow(runs, new NumberedWorkflow.Numbers(runId, number, experimentIds));
  }

  private void queue(PlanRow plan, CommitFacts facts, NumberedWorkflow workflow) {
    NumberedWorkflow.Numbers ids = workflow.run();
    if (ids != null && workflow.plan() instanceof WorkflowPlan.Planned planned) {
      Instant now = clock.instant();
      RunRow run = run(plan, facts, planned.name(), ids, now);
      runs.save(run);
      waits.planned(plan.receivedAt(), now);
      List<Step> steps = planned.workflow().steps();
      for (int i = 0; i < steps.size(); i++) {
        ExperimentRow experiment = experiment(ids, i, steps.get(i), now);
        experiments.save(experiment);
        if (!experiment.blocked()) {
          experimentAnnouncer.queued(run, experiment, 1, now, plan.planId());
        }
      }
    }
  }

  private static RunRow run(
      PlanRow plan, CommitFacts facts, String workflow, NumberedWorkflow.Numbers ids, Instant now) {
    return new RunRow(
        ids.runId(),
        plan.planId(),
        plan.rootId(),
        plan.projectId(),
        plan.projectName(),
        plan.repository(),
        ids.runNumber(),
        workflow,
        plan.ref(),
        plan.kind(),
        facts.commit().sha().hex(),
        plan.beforeSha(),
        plan.pusher(),
        facts.onDefaultBranch(),
        facts.defaultBranch(),
        facts.mergeBase(),
        facts.commit().tree().hex(),
        plan.rerunOf(),
        now,
        null);
  }

  private ExperimentRow experiment(
      NumberedWorkflow.Numbers ids, int number, Step step, Instant now) {
    return new ExperimentRow(
        ids.experimentIds().get(number),
        ids.runId(),
        step.name(),
        step.machine(),
        step.run(),
        json.write(step.env()),
        json.write(step.surroundings()),
        json.write(step.checks()),
        ExperimentState.WAITING,
        number > 0,
        false,
        0,
        experiments.nextPosition(),
        now,
        null,
        null,
        null,
        null,
        null,
        0,
        TraceContext.outgoing());
  }

  private static WorkflowReference reference(
      WorkflowPlan workflow, NumberedWorkflow.@Nullable Numbers run) {
    return new WorkflowReference(
        workflow.name(),
        switch (workflow) {
          case WorkflowPlan.Planned _ -> WorkflowReference.State.PLANNED;
          case WorkflowPlan.NotMatched _ -> WorkflowReference.State.NOT_MATCHED;
          case WorkflowPlan.Invalid _ -> WorkflowReference.State.INVALID;
        },
        run == null ? null : run.runId(),
        run == null ? null : run.runNumber());
  }
}
