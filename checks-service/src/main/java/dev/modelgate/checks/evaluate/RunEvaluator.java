package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Conclusion;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the verdicts over a run's experiments into the verdict over the run: the worst wins. */
public final class RunEvaluator {

  private RunEvaluator() {}

  /**
   * What was judged here counts; what the scheduler heard stands in for an experiment that was not.
   *
   * @param judged what was said of the run's experiments
   */
  public static Evaluation evaluate(FinishedRun run, Map<ExperimentId, Evaluation> judged) {
    List<CheckResult> checks = new ArrayList<>();
    Conclusion worst = null;
    Evaluation speaker = null;
    for (Conclusion conclusion : run.experiments()) {
      Evaluation evaluation = judged.getOrDefault(conclusion.experiment(), heard(conclusion));
      checks.addAll(evaluation.checks());
      if (speaker == null || evaluation.verdict().worseThan(speaker.verdict())) {
        worst = conclusion;
        speaker = evaluation;
      }
    }
    if (speaker == null || worst == null) {
      return Evaluation.internalError();
    }
    return new Evaluation(
        speaker.verdict(), speaker.reason(), sentence(run, worst, speaker, checks), checks);
  }

  private static String sentence(
      FinishedRun run, Conclusion worst, Evaluation speaker, List<CheckResult> checks) {
    if (run.experiments().size() == 1) {
      return speaker.sentence();
    }
    return speaker.verdict() == Verdict.PASSED
        ? Summary.passed(checks)
        : speaker.sentence() + " (step " + Text.shown(worst.step(), 63) + ")";
  }

  private static Evaluation heard(Conclusion conclusion) {
    ReasonCode reason =
        switch (conclusion.verdict()) {
          case ERRORED, INCONCLUSIVE -> ReasonCode.INTERNAL;
          case FAILED ->
              conclusion.outcome() == Outcome.SUCCEEDED ? ReasonCode.BOUNDS : ReasonCode.EXIT_CODE;
          case CANCELLED -> ReasonCode.CANCELLED;
          case SUPERSEDED -> ReasonCode.SUPERSEDED;
          case PASSED, SKIPPED -> ReasonCode.CHECKS_PASSED;
        };
    return new Evaluation(conclusion.verdict(), reason, conclusion.verdict().word(), List.of());
  }
}
