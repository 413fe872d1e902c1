package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.Problem;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.StatusContext.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The status {@code modelgate}: the one that a branch protection requires, because it concludes on
 * every built commit.
 */
final class Conclusions {

  /** What counts when workflows differ: the first of these that any of them says. */
  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.UNKNOWN,
          Verdict.ERRORED,
          Verdict.FAILED,
          Verdict.INCONCLUSIVE,
          Verdict.CANCELLED,
          Verdict.SUPERSEDED,
          Verdict.PASSED,
          Verdict.SKIPPED);

  private Conclusions() {}

  /** By the newest run of each workflow. */
  static StatusContext of(CommitReport commit, Links links) {
    List<RunReport> runs = new ArrayList<>();
    for (WorkflowReport workflow : commit.workflows()) {
      if (workflow.newest() != null) {
        runs.add(workflow.newest());
      }
    }
    return of(commit, runs, links);
  }

  /** By these runs, one of each workflow that ran. */
  static StatusContext of(CommitReport commit, List<RunReport> runs, Links links) {
    String url =
        runs.size() == 1 && commit.workflows().size() == 1
            ? links.run(commit.project(), runs.getFirst().key().number())
            : links.commit(commit.project(), commit.sha());
    return of(commit, runs, url);
  }

  private static StatusContext of(CommitReport commit, List<RunReport> runs, String url) {
    List<Problem> problems = commit.problems();
    if (!problems.isEmpty()) {
      String text = "error: " + StatusRenderer.problem(problems.getFirst());
      return StatusRenderer.status(ContextNames.ALL, State.ERROR, text, url);
    }
    List<String> invalid =
        commit.workflows().stream()
            .filter(workflow -> workflow.invalid() != null)
            .map(WorkflowReport::name)
            .toList();
    if (!invalid.isEmpty()) {
      String text = "error: not valid: " + String.join(", ", invalid);
      return StatusRenderer.status(ContextNames.ALL, State.ERROR, text, url);
    }
    PlanAnswer.Declined declined = commit.declined();
    if (declined != null) {
      boolean error = declined.reason().isError();
      return StatusRenderer.status(
          ContextNames.ALL,
          error ? State.ERROR : State.SUCCESS,
          (error ? "error: " : "nothing to run: ") + declined.sentence(),
          url);
    }
    long done = runs.stream().filter(run -> run.verdict() != null).count();
    return done < commit.workflows().size()
        ? pending(commit, runs, done, url)
        : concluded(runs, url);
  }

  private static StatusContext pending(
      CommitReport commit, List<RunReport> runs, long done, String url) {
    String text =
        commit.workflows().size() == 1 && runs.size() == 1
            ? RunWords.describe(runs.getFirst())
            : done + " of " + Words.count(commit.workflows().size(), "workflow") + " done";
    return StatusRenderer.status(ContextNames.ALL, State.PENDING, text, url);
  }

  private static StatusContext concluded(List<RunReport> runs, String url) {
    Verdict worst =
        WORST_FIRST.stream()
            .filter(verdict -> runs.stream().anyMatch(run -> run.verdict() == verdict))
            .findFirst()
            .orElse(Verdict.UNKNOWN);
    List<RunReport> saying = runs.stream().filter(run -> run.verdict() == worst).toList();
    return StatusRenderer.status(
        ContextNames.ALL, StatusRenderer.state(worst), sentence(worst, saying, runs), url);
  }

  private static String sentence(Verdict worst, List<RunReport> saying, List<RunReport> runs) {
    if (worst == Verdict.PASSED || worst == Verdict.SKIPPED) {
      long skipped = runs.stream().filter(run -> run.verdict() == Verdict.SKIPPED).count();
      String passed = Words.count((int) (runs.size() - skipped), "workflow") + " passed";
      return skipped == 0 ? passed : passed + ", " + skipped + " skipped";
    }
    if (saying.size() == 1) {
      RunReport run = saying.getFirst();
      String why = Words.withoutVerdict(worst, run.sentence());
      String name = run.key().workflow();
      return worst.word()
          + ": "
          + (why.isEmpty() || why.startsWith(name) ? "" : name + ": ")
          + (why.isEmpty() ? name : why);
    }
    String names =
        saying.stream().map(run -> run.key().workflow()).collect(Collectors.joining(", "));
    return worst.word()
        + ": "
        + saying.size()
        + " of "
        + Words.count(runs.size(), "workflow")
        + ": "
        + names;
  }
}
