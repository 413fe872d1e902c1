package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.DeclineReason;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is said of one commit of one project.
 *
 * @param workflows by name
 * @param declined why nothing ran; null where anything did
 * @param runs every run of the commit, the highest number first
 */
public record CommitReport(
    String project,
    String sha,
    List<WorkflowReport> workflows,
    PlanAnswer.@Nullable Declined declined,
    List<RunReport> runs) {

  public CommitReport {
    workflows = List.copyOf(workflows);
    runs = List.copyOf(runs);
  }

  /** The same commit, its runs saying why they wait; the sentences are by experiment. */
  public CommitReport waiting(Map<String, String> sentences) {
    return new CommitReport(
        project,
        sha,
        workflows.stream()
            .map(
                workflow ->
                    new WorkflowReport(
                        workflow.name(),
                        workflow.newest() == null ? null : workflow.newest().waiting(sentences),
                        workflow.concluded(),
                        workflow.invalid()))
            .toList(),
        declined,
        runs.stream().map(run -> run.waiting(sentences)).toList());
  }

  /** Whether nothing was ever said of this commit. */
  public boolean unknown() {
    return workflows.isEmpty() && declined == null;
  }

  /** Whether the commit is one that statuses stand on. */
  public boolean built() {
    return !workflows.isEmpty() || (declined != null && declined.reason().concludes());
  }

  /**
   * Whether everything that belongs to its verdicts has arrived: topics are read side by side, and
   * a verdict may be here before the end of the experiment that it is about.
   */
  public boolean settled() {
    return runs.stream().allMatch(run -> run.verdict() == null || run.settled());
  }

  /**
   * What is wrong with the workflow file, errors first; nothing where it is valid. Beside the
   * errors of workflows a file has only warnings of its own; beside none, its own are errors.
   */
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    for (WorkflowReport workflow : workflows) {
      if (workflow.invalid() != null) {
        problems.addAll(workflow.invalid().problems());
      }
    }
    if (declined != null && declined.reason() == DeclineReason.INVALID) {
      problems.addAll(declined.problems());
    }
    return problems.stream().distinct().toList();
  }

  /** What a valid file of which nothing ran is warned of. */
  public List<Problem> warnings() {
    return declined == null || declined.reason() == DeclineReason.INVALID
        ? List.of()
        : declined.problems();
  }
}
