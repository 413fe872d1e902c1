package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.trigger.BuildSetting;
import dev.modelgate.scheduler.trigger.PushedRef;
import dev.modelgate.scheduler.trigger.TriggerMatch;
import dev.modelgate.scheduler.trigger.TriggerMatcher;
import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.yaml.Problem;
import java.util.ArrayList;
import java.util.List;

/** Turns a pushed ref and the workflow file at its commit into a plan, or says why nothing runs. */
public final class WorkflowPlanner {

  private WorkflowPlanner() {}

  /** Never throws, whatever the files and the ref hold. */
  public static Plan plan(PlanRequest request) {
    if (request.deleted()) {
      return declined(Plan.Reason.REF_DELETED, "The ref was deleted, so there is nothing to run.");
    }
    PushedRef pushed = new PushedRef(request.ref(), request.kind(), request.onDefaultBranch());
    return switch (BuildSetting.allows(request.buildBranches(), request.defaultBranch(), pushed)) {
      case TriggerMatch.NotMatched(String reason) ->
          declined(Plan.Reason.NOT_BUILT, "Nothing runs: " + reason + ".");
      case TriggerMatch.Matched() ->
          WorkflowFiles.read(request.files())
              .map(file -> of(file, pushed))
              .orElseGet(
                  () ->
                      declined(
                          Plan.Reason.NO_WORKFLOW_FILE,
                          "The commit has no "
                              + WorkflowFiles.OURS
                              + " and no .ps_project/config.yaml, so nothing runs."));
    };
  }

  private static Plan of(WorkflowFiles.FileReading file, PushedRef pushed) {
    return switch (file.result()) {
      case ReadResult.Unreadable(List<Problem> all) -> {
        List<Problem> errors = errors(all);
        yield new Plan.Declined(
            Plan.Reason.INVALID, Sentences.ofProblems(errors), file.path(), List.of(), errors);
      }
      case ReadResult.Read read -> read(file, read, pushed);
    };
  }

  private static Plan read(WorkflowFiles.FileReading file, ReadResult.Read read, PushedRef pushed) {
    List<WorkflowPlan> workflows =
        read.file().workflows().stream().map(entry -> plan(entry, pushed)).toList();
    List<Problem> warnings = new ArrayList<>(warnings(read.problems()));
    for (String other : file.ignored()) {
      warnings.add(
          Problem.ofFile(other, "This file is not read, because " + file.path() + " exists."));
    }
    if (workflows.stream().anyMatch(WorkflowPlan.Planned.class::isInstance)) {
      return new Plan.Planned(file.path(), workflows, warnings);
    }
    boolean invalid = workflows.stream().anyMatch(WorkflowPlan.Invalid.class::isInstance);
    return new Plan.Declined(
        invalid ? Plan.Reason.INVALID : Plan.Reason.NOT_MATCHED,
        Sentences.ofNonePlanned(workflows),
        file.path(),
        workflows,
        warnings);
  }

  private static WorkflowPlan plan(WorkflowEntry entry, PushedRef pushed) {
    return switch (entry) {
      case WorkflowEntry.Invalid(String name, List<Problem> problems) ->
          new WorkflowPlan.Invalid(name, Sentences.ofProblems(errors(problems)), errors(problems));
      case WorkflowEntry.Valid(Workflow workflow, List<Problem> problems) ->
          switch (TriggerMatcher.match(workflow.triggers(), pushed)) {
            case TriggerMatch.Matched() -> new WorkflowPlan.Planned(workflow, warnings(problems));
            case TriggerMatch.NotMatched(String reason) ->
                new WorkflowPlan.NotMatched(workflow.name(), reason);
          };
    };
  }

  private static List<Problem> errors(List<Problem> problems) {
    return problems.stream().filter(Problem::isError).toList();
  }

  /** Notes are for whoever asks; an event that says them with every push is read by nobody. */
  private static List<Problem> warnings(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.severity() == Problem.Severity.WARNING)
        .toList();
  }

  private static Plan declined(Plan.Reason reason, String sentence) {
    return new Plan.Declined(reason, sentence, null, List.of(), List.of());
  }
}
