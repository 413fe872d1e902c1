package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.trigger.BuildSetting;
import dev.modelgate.scheduler.trigger.PushedRef;
import dev.modelgate.scheduler.trigger.TriggerMatch;
import dev.modelgate.scheduler.trigger.TriggerMatcher;
import dev.modelgate.scheduler.workflow.Problem;
import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.workflow.WorkflowReader;
import java.util.ArrayList;
import java.util.List;

/** Turns a pushed ref and the workflow file at its commit into a plan, or says why nothing runs. */
public final class WorkflowPlanner {

  /** The file that is read. */
  public static final String WORKFLOW_FILE = ".modelgate/config.yaml";

  /** Files that people could take for it; the commit is asked for each. */
  public static final List<String> OTHER_FILES =
      List.of(".modelgate/config.yml", ".ps_project/config.yaml", ".ps_project/config.yml");

  private WorkflowPlanner() {}

  /** Never throws, whatever the file and the ref hold. */
  public static Plan plan(PlanRequest request) {
    if (request.deleted()) {
      return declined(Plan.Reason.REF_DELETED, "The ref was deleted, so there is nothing to run.");
    }
    PushedRef pushed = new PushedRef(request.ref(), request.kind(), request.onDefaultBranch());
    return switch (BuildSetting.allows(request.buildBranches(), request.defaultBranch(), pushed)) {
      case TriggerMatch.NotMatched(String reason) ->
          declined(Plan.Reason.NOT_BUILT, "Nothing runs: " + reason + ".");
      case TriggerMatch.Matched() ->
          switch (request.file()) {
            case WorkflowSource.Missing() -> missing(request.otherFiles());
            case WorkflowSource.Unusable(String what) -> unusable(what);
            case WorkflowSource.Found(byte[] content) ->
                found(content, request.otherFiles(), pushed);
          };
    };
  }

  private static Plan found(byte[] content, List<String> otherFiles, PushedRef pushed) {
    return switch (WorkflowReader.read(WORKFLOW_FILE, content)) {
      case ReadResult.Unreadable(List<Problem> problems) ->
          new Plan.Declined(
              Plan.Reason.INVALID,
              Sentences.ofProblems(problems),
              WORKFLOW_FILE,
              List.of(),
              problems);
      case ReadResult.Read read -> read(read, otherFiles, pushed);
    };
  }

  private static Plan read(ReadResult.Read read, List<String> otherFiles, PushedRef pushed) {
    List<WorkflowPlan> workflows =
        read.file().workflows().stream().map(entry -> plan(entry, pushed)).toList();
    List<Problem> warnings = new ArrayList<>(read.warnings());
    for (String other : otherFiles) {
      warnings.add(
          Problem.ofFile(other, "This file is not read, because " + WORKFLOW_FILE + " exists."));
    }
    if (workflows.stream().anyMatch(WorkflowPlan.Planned.class::isInstance)) {
      return new Plan.Planned(WORKFLOW_FILE, workflows, warnings);
    }
    boolean invalid = workflows.stream().anyMatch(WorkflowPlan.Invalid.class::isInstance);
    return new Plan.Declined(
        invalid ? Plan.Reason.INVALID : Plan.Reason.NOT_MATCHED,
        Sentences.ofNonePlanned(workflows),
        WORKFLOW_FILE,
        workflows,
        warnings);
  }

  private static WorkflowPlan plan(WorkflowEntry entry, PushedRef pushed) {
    return switch (entry) {
      case WorkflowEntry.Invalid(String name, List<Problem> problems) ->
          new WorkflowPlan.Invalid(name, Sentences.ofProblems(problems), problems);
      case WorkflowEntry.Valid(Workflow workflow, List<Problem> warnings) ->
          switch (TriggerMatcher.match(workflow.triggers(), pushed)) {
            case TriggerMatch.Matched() -> new WorkflowPlan.Planned(workflow, warnings);
            case TriggerMatch.NotMatched(String reason) ->
                new WorkflowPlan.NotMatched(workflow.name(), reason);
          };
    };
  }

  private static Plan missing(List<String> otherFiles) {
    if (otherFiles.isEmpty()) {
      return declined(
          Plan.Reason.NO_WORKFLOW_FILE,
          "The commit has no " + WORKFLOW_FILE + ", so nothing runs.");
    }
    List<Problem> problems =
        otherFiles.stream()
            .map(other -> Problem.ofFile(other, Sentences.ofOtherFile(other)))
            .toList();
    return new Plan.Declined(
        Plan.Reason.INVALID, Sentences.ofProblems(problems), null, List.of(), problems);
  }

  private static Plan unusable(String what) {
    Problem problem =
        Problem.ofFile(
            WORKFLOW_FILE, "Expected " + WORKFLOW_FILE + " to be a file, but it is " + what + ".");
    return new Plan.Declined(
        Plan.Reason.INVALID, problem.message(), WORKFLOW_FILE, List.of(), List.of(problem));
  }

  private static Plan declined(Plan.Reason reason, String sentence) {
    return new Plan.Declined(reason, sentence, null, List.of(), List.of());
  }
}
