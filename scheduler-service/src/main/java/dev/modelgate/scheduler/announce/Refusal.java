package dev.modelgate.scheduler.announce;

import dev.modelgate.git.Commit;
import dev.modelgate.scheduler.intake.Project;
import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.workflow.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nothing runs for a git event or a command.
 *
 * @param ref full name; empty where the command names a run that does not exist
 * @param sha null where the ref was deleted or is not known
 * @param reason as a code
 * @param sentence for people
 * @param workflowFile the file that was read; null where none was
 * @param commit null where it could not be read
 * @param workflows every workflow of the file
 * @param problems errors of the file as a whole
 */
public record Refusal(
    Project project,
    String ref,
    @Nullable String sha,
    Reason reason,
    String sentence,
    @Nullable String workflowFile,
    @Nullable Commit commit,
    List<WorkflowPlan> workflows,
    List<Problem> problems) {

  public Refusal {
    workflows = List.copyOf(workflows);
    problems = List.copyOf(problems);
  }

  /** Why; named as in the event. */
  public enum Reason {
    REF_DELETED,
    NOT_BUILT,
    NO_WORKFLOW_FILE,
    NOT_MATCHED,
    INVALID,
    COMMIT_MISSING,
    REPOSITORY_UNREACHABLE,
    NOTHING_TO_RERUN,
    INTERNAL
  }

  /** A refusal that no workflow file has a part in. */
  public static Refusal of(
      Project project, String ref, @Nullable String sha, Reason reason, String sentence) {
    return new Refusal(project, ref, sha, reason, sentence, null, null, List.of(), List.of());
  }

  /** What the planner declined. */
  public static Refusal of(
      Project project,
      String ref,
      @Nullable String sha,
      @Nullable Commit commit,
      Plan.Declined plan) {
    return new Refusal(
        project,
        ref,
        sha,
        Reason.valueOf(plan.reason().name()),
        plan.sentence(),
        plan.workflowFile(),
        commit,
        plan.workflows(),
        plan.problems());
  }
}
