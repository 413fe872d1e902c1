package dev.modelgate.scheduler.announce;

import dev.modelgate.git.Commit;
import dev.modelgate.scheduler.intake.Project;
import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.yaml.Problem;
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
  public static Refusal of(PlanRow plan, @Nullable Commit commit, Plan.Declined declined) {
    return new Refusal(
        projectOf(plan),
        plan.ref(),
        commit == null ? plan.sha() : commit.sha().hex(),
        Reason.valueOf(declined.reason().name()),
        declined.sentence(),
        declined.workflowFile(),
        commit,
        declined.workflows(),
        declined.problems());
  }

  /** The commit is not in the repository. */
  public static Refusal commitMissing(PlanRow plan, String sha) {
    return of(
        plan,
        Reason.COMMIT_MISSING,
        "The repository does not have commit %s (any more), so nothing runs."
            .formatted(sha.substring(0, 7)));
  }

  /** The repository did not answer for too long. */
  public static Refusal unreachable(PlanRow plan, String why) {
    return of(
        plan,
        Reason.REPOSITORY_UNREACHABLE,
        "The repository could not be read, so nothing runs: " + why);
  }

  /** The project was removed before its commit was planned. */
  public static Refusal removed(PlanRow plan) {
    return of(plan, Reason.NOT_BUILT, "The project was removed, so nothing runs.");
  }

  /** A defect of ours. */
  public static Refusal internal(PlanRow plan) {
    return of(
        plan,
        Reason.INTERNAL,
        "Expected to plan this commit, but Modelgate failed; its log says how.");
  }

  private static Refusal of(PlanRow plan, Reason reason, String sentence) {
    return of(projectOf(plan), plan.ref(), plan.sha(), reason, sentence);
  }

  private static Project projectOf(PlanRow plan) {
    return new Project(plan.projectId(), plan.projectName(), plan.repository());
  }
}
