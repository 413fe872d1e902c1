package dev.modelgate.reporter.intake;

import dev.modelgate.events.CommitInfo;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.WorkflowPlan;
import dev.modelgate.events.WorkflowPlanned;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what was planned or declined for a git event. */
public final class PlanCodec {

  private PlanCodec() {}

  public static PlanAnswer.Planned planned(WorkflowPlanned event) {
    return new PlanAnswer.Planned(
        event.getEventId(),
        event.getOccurredAt(),
        project(event),
        event.getRef(),
        event.getSha(),
        answers(event.getWorkflows()),
        runs(event));
  }

  public static PlanAnswer.Declined declined(PlanDeclined event) {
    return new PlanAnswer.Declined(
        event.getEventId(),
        event.getOccurredAt(),
        new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository()),
        event.getRef(),
        event.getSha(),
        DeclineReason.valueOf(event.getReason().name()),
        event.getSentence(),
        event.getCommit() == null ? null : commit(event.getCommit()),
        answers(event.getWorkflows()),
        problems(event.getProblems()));
  }

  private static List<PlannedRun> runs(WorkflowPlanned event) {
    var gitEvent =
        new PlannedRun.PlannedEvent(
            commit(event.getCommit()),
            event.getPusher(),
            event.getOnDefaultBranch(),
            event.getDefaultBranch(),
            event.getMergeBaseSha(),
            event.getWorkflowFile(),
            event.getRerunOf());
    return event.getWorkflows().stream().flatMap(plan -> run(event, gitEvent, plan)).toList();
  }

  private static Stream<PlannedRun> run(
      WorkflowPlanned event, PlannedRun.PlannedEvent gitEvent, WorkflowPlan plan) {
    @Nullable String runId = plan.getRunId();
    @Nullable Integer number = plan.getRunNumber();
    if (runId == null || number == null) {
      return Stream.empty();
    }
    var key =
        new RunKey(
            runId, project(event), number, plan.getWorkflow(), event.getRef(), event.getSha());
    var experiments =
        plan.getExperiments().stream()
            .map(
                experiment ->
                    new PlannedExperiment(
                        experiment.getExperimentId(),
                        experiment.getStep(),
                        experiment.getMachine(),
                        experiment.getContainer(),
                        CheckCodec.planned(experiment.getChecks())))
            .toList();
    var problems =
        Stream.concat(problems(plan.getProblems()).stream(), problems(event.getProblems()).stream())
            .toList();
    return Stream.of(new PlannedRun(key, event.getOccurredAt(), gitEvent, experiments, problems));
  }

  private static ProjectRef project(WorkflowPlanned event) {
    return new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository());
  }

  private static List<PlanAnswer.WorkflowAnswer> answers(List<WorkflowPlan> plans) {
    return plans.stream()
        .map(
            plan ->
                new PlanAnswer.WorkflowAnswer(
                    plan.getWorkflow(),
                    WorkflowState.valueOf(plan.getState().name()),
                    plan.getRunNumber(),
                    plan.getReason(),
                    problems(plan.getProblems())))
        .toList();
  }

  private static Commit commit(CommitInfo commit) {
    return new Commit(commit.getSubject(), commit.getAuthor(), commit.getTree());
  }

  private static List<Problem> problems(List<dev.modelgate.events.Problem> problems) {
    return problems.stream()
        .map(p -> new Problem(p.getPath(), p.getLine(), p.getColumn(), p.getMessage()))
        .toList();
  }
}
