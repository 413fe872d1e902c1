package dev.modelgate.scheduler.announce;

import dev.modelgate.events.CommitInfo;
import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.PlannedExperiment;
import dev.modelgate.events.WorkflowPlan;
import dev.modelgate.events.WorkflowPlanned;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.git.Commit;
import dev.modelgate.scheduler.mirror.CommitFacts;
import dev.modelgate.scheduler.plan.WorkflowPlan.Invalid;
import dev.modelgate.scheduler.plan.WorkflowPlan.NotMatched;
import dev.modelgate.scheduler.plan.WorkflowPlan.Planned;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.trigger.RefKind;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Says what became of a git event or a rerun. */
public final class PlansCodec {

  private PlansCodec() {}

  /** At least one workflow runs. */
  public static SpecificRecord planned(
      Said said,
      PlanRow plan,
      CommitFacts facts,
      String workflowFile,
      List<NumberedWorkflow> workflows,
      List<Problem> problems) {
    return WorkflowPlanned.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(plan.projectId())
        .setProjectName(plan.projectName())
        .setRepository(plan.repository())
        .setRef(plan.ref())
        .setSha(facts.commit().sha().hex())
        .setBefore(plan.beforeSha())
        .setKind(kind(plan.kind()))
        .setPusher(plan.pusher())
        .setOnDefaultBranch(facts.onDefaultBranch())
        .setDefaultBranch(facts.defaultBranch())
        .setMergeBaseSha(facts.mergeBase())
        .setCommit(commit(facts.commit()))
        .setWorkflowFile(workflowFile)
        .setRerunOf(plan.rerunOf())
        .setWorkflows(workflows.stream().map(PlansCodec::workflow).toList())
        .setProblems(CheckCodec.problems(problems))
        .build();
  }

  /** Nothing runs. */
  public static SpecificRecord declined(Said said, Refusal refusal) {
    Commit commit = refusal.commit();
    return PlanDeclined.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(refusal.project().id())
        .setProjectName(refusal.project().name())
        .setRepository(refusal.project().repository())
        .setRef(refusal.ref())
        .setSha(refusal.sha())
        .setReason(DeclineReason.valueOf(refusal.reason().name()))
        .setSentence(refusal.sentence())
        .setWorkflowFile(refusal.workflowFile())
        .setCommit(commit == null ? null : commit(commit))
        .setWorkflows(
            refusal.workflows().stream()
                .map(plan -> workflow(new NumberedWorkflow(plan, null)))
                .toList())
        .setProblems(CheckCodec.problems(refusal.problems()))
        .build();
  }

  static GitEventKind kind(RefKind kind) {
    return switch (kind) {
      case BRANCH -> GitEventKind.PUSH;
      case TAG -> GitEventKind.TAG;
    };
  }

  private static CommitInfo commit(Commit commit) {
    return CommitInfo.newBuilder()
        .setSubject(commit.subject())
        .setAuthor(commit.authorName())
        .setTree(commit.tree().hex())
        .setAuthoredAt(commit.authorTime())
        .build();
  }

  private static WorkflowPlan workflow(NumberedWorkflow numbered) {
    NumberedWorkflow.Numbers run = numbered.run();
    WorkflowPlan.Builder workflow =
        WorkflowPlan.newBuilder()
            .setWorkflow(numbered.plan().name())
            .setRunId(run == null ? null : run.runId())
            .setRunNumber(run == null ? null : run.runNumber());
    switch (numbered.plan()) {
      case Planned planned ->
          workflow
              .setState(WorkflowState.PLANNED)
              .setExperiments(experiments(planned.workflow().steps(), run))
              .setProblems(CheckCodec.problems(planned.warnings()));
      case NotMatched notMatched ->
          workflow.setState(WorkflowState.NOT_MATCHED).setReason(notMatched.reason());
      case Invalid invalid ->
          workflow
              .setState(WorkflowState.INVALID)
              .setReason(invalid.reason())
              .setProblems(CheckCodec.problems(invalid.problems()));
    }
    return workflow.build();
  }

  private static List<PlannedExperiment> experiments(
      List<Step> steps, NumberedWorkflow.@Nullable Numbers run) {
    List<PlannedExperiment> experiments = new ArrayList<>();
    for (int i = 0; run != null && i < steps.size(); i++) {
      Step step = steps.get(i);
      experiments.add(
          PlannedExperiment.newBuilder()
              .setExperimentId(run.experimentIds().get(i))
              .setStep(step.name())
              .setMachine(step.machine())
              .setContainer(step.surroundings().container())
              .setChecks(CheckCodec.checks(step.checks()))
              .build());
    }
    return experiments;
  }
}
