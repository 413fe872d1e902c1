package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.WorkflowState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is said of a commit: several refs may have brought it, and runs may have been
 * repeated.
 */
public final class CommitAssembler {

  private static final Comparator<PlanAnswer> OLDEST_FIRST =
      Comparator.comparing(PlanAnswer::at).thenComparing(PlanAnswer::eventId);

  private CommitAssembler() {}

  /** The commit as it stands; the order of answers and runs does not matter. */
  public static CommitReport assemble(
      String project, String sha, Collection<PlanAnswer> answers, Collection<RunReport> runs) {
    List<PlanAnswer> inOrder = answers.stream().sorted(OLDEST_FIRST).toList();
    List<RunReport> newestFirst =
        runs.stream()
            .sorted(Comparator.comparingInt((RunReport run) -> run.key().number()).reversed())
            .toList();
    List<WorkflowReport> workflows = workflows(inOrder, newestFirst);
    return new CommitReport(
        project, sha, workflows, newestFirst.isEmpty() ? declined(inOrder) : null, newestFirst);
  }

  private static List<WorkflowReport> workflows(
      List<PlanAnswer> answers, List<RunReport> newestFirst) {
    var invalid = new TreeMap<String, PlanAnswer.WorkflowAnswer>();
    for (PlanAnswer answer : answers) {
      for (PlanAnswer.WorkflowAnswer workflow : answer.workflows()) {
        if (workflow.state() == WorkflowState.INVALID) {
          invalid.put(workflow.workflow(), workflow);
        }
      }
    }
    var names = new TreeMap<String, List<RunReport>>();
    invalid.keySet().forEach(name -> names.put(name, new ArrayList<>()));
    for (RunReport run : newestFirst) {
      names.computeIfAbsent(run.key().workflow(), _ -> new ArrayList<>()).add(run);
    }
    var reports = new ArrayList<WorkflowReport>();
    names.forEach((name, runs) -> reports.add(report(name, runs, invalid.get(name))));
    return reports;
  }

  private static WorkflowReport report(
      String name, List<RunReport> newestFirst, PlanAnswer.@Nullable WorkflowAnswer invalid) {
    return new WorkflowReport(
        name,
        newestFirst.isEmpty() ? null : newestFirst.getFirst(),
        newestFirst.stream().filter(run -> run.verdict() != null).findFirst().orElse(null),
        newestFirst.isEmpty() ? invalid : null);
  }

  /** The newest answer that concludes the commit, else the newest at all. */
  private static PlanAnswer.@Nullable Declined declined(List<PlanAnswer> inOrder) {
    PlanAnswer.Declined newest = null;
    for (PlanAnswer answer : inOrder) {
      if (answer instanceof PlanAnswer.Declined declined
          && (newest == null || declined.reason().concludes() || !newest.reason().concludes())) {
        newest = declined;
      }
    }
    return newest;
  }
}
