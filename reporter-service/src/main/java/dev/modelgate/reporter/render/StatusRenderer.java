package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.Problem;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.StatusContext.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of a commit what its statuses are to be. */
public final class StatusRenderer {

  /** What Git hosts take. */
  static final int DESCRIPTION_AT_MOST = 140;

  private StatusRenderer() {}

  /** Every status of the commit, {@code modelgate} first; none where nothing runs or concluded. */
  public static List<StatusContext> render(CommitReport commit, Links links) {
    if (!commit.built()) {
      return List.of();
    }
    var statuses = new ArrayList<StatusContext>();
    statuses.add(Conclusions.of(commit, links));
    for (WorkflowReport workflow : commit.workflows()) {
      RunReport run = workflow.newest();
      if (run != null) {
        statuses.add(run(run, links));
        statuses.addAll(checks(run, links));
      } else if (workflow.invalid() != null) {
        statuses.add(invalid(commit, workflow.invalid(), links));
      }
    }
    return ContextNames.made(statuses);
  }

  static StatusContext run(RunReport run, Links links) {
    return status(
        ContextNames.workflow(run.key().workflow()),
        state(run.verdict()),
        RunWords.describe(run),
        links.run(run.project(), run.key().number()));
  }

  static StatusContext invalid(
      CommitReport commit, PlanAnswer.WorkflowAnswer workflow, Links links) {
    return status(
        ContextNames.workflow(workflow.workflow()),
        State.ERROR,
        "error: " + reason(workflow),
        links.commit(commit.project(), commit.sha()));
  }

  static StatusContext status(String context, State state, String description, String url) {
    return new StatusContext(
        context, state, Clamp.line(Inert.line(description), DESCRIPTION_AT_MOST), url);
  }

  /** How a Git host is told a verdict. Skipped passes; what could not be judged never does. */
  static State state(@Nullable Verdict verdict) {
    return verdict == null
        ? State.PENDING
        : switch (verdict) {
          case PASSED, SKIPPED -> State.SUCCESS;
          case FAILED, INCONCLUSIVE -> State.FAILURE;
          case ERRORED, CANCELLED, SUPERSEDED, UNKNOWN -> State.ERROR;
        };
  }

  /** {@code .modelgate/config.yaml:14 unknown key}. */
  static String problem(Problem problem) {
    String place = problem.line() > 0 ? problem.path() + ":" + problem.line() : problem.path();
    return place + " " + problem.message();
  }

  private static String reason(PlanAnswer.WorkflowAnswer workflow) {
    if (!workflow.problems().isEmpty()) {
      return problem(workflow.problems().getFirst());
    }
    return workflow.reason() == null ? "the workflow is not valid" : workflow.reason();
  }

  private static List<StatusContext> checks(RunReport run, Links links) {
    var statuses = new ArrayList<StatusContext>();
    for (ExperimentReport experiment : run.experiments()) {
      for (CheckReport check : experiment.checks()) {
        statuses.add(check(run, experiment, check, links));
      }
    }
    return statuses;
  }

  private static StatusContext check(
      RunReport run, ExperimentReport experiment, CheckReport check, Links links) {
    String context = ContextNames.check(run.key().workflow(), experiment.step(), check.key());
    String url = links.run(run.project(), run.key().number());
    Verdict whole = experiment.verdict() != null ? experiment.verdict() : run.verdict();
    boolean says = check.verdict() != Verdict.SKIPPED || check.isExempt();
    if (check.verdict() != null && (says || passes(whole))) {
      String sentence = check.sentence() == null ? "" : check.sentence();
      return status(
          context, state(check.verdict()), Words.verdictFirst(check.verdict(), sentence), url);
    }
    if (whole == null) {
      return status(context, State.PENDING, "waiting for the result", url);
    }
    // A check that nobody could judge must not let pass what never came to an end.
    State state = passes(whole) ? State.ERROR : state(whole);
    return status(context, state, whole.word() + ": not judged", url);
  }

  private static boolean passes(@Nullable Verdict verdict) {
    return verdict == null || state(verdict) == State.SUCCESS;
  }
}
