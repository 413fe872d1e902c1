package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a finished experiment into a verdict. Outcomes are kept apart first (architecture, section
 * 8): only of a job that succeeded are the checks judged, and infrastructure is never read as the
 * model's failure.
 */
public final class ExperimentEvaluator {

  private ExperimentEvaluator() {}

  /**
   * Judges the experiment against the baselines of this moment.
   *
   * @param history the ledger's numbers of its checks' keys; empty where nothing was promoted yet
   */
  public static Evaluation evaluate(FinishedExperiment experiment, List<BaselineNumber> history) {
    Map<String, Metric> metrics = new HashMap<>();
    experiment.metrics().forEach(metric -> metrics.putIfAbsent(metric.key(), metric));
    return switch (experiment.outcome()) {
      case SUCCEEDED -> judged(experiment, metrics, history);
      case FAILED -> ended(experiment, metrics, history, Verdict.FAILED, ReasonCode.EXIT_CODE);
      case TIMED_OUT -> ended(experiment, metrics, history, Verdict.FAILED, ReasonCode.TIMED_OUT);
      case OUT_OF_MEMORY ->
          ended(experiment, metrics, history, Verdict.FAILED, ReasonCode.OUT_OF_MEMORY);
      case INFRASTRUCTURE_LOST, PREEMPTED ->
          ended(experiment, metrics, history, Verdict.ERRORED, ReasonCode.INFRASTRUCTURE);
      case DATA_MISSING ->
          ended(experiment, metrics, history, Verdict.ERRORED, ReasonCode.DATA_MISSING);
      case IMAGE_MISSING ->
          ended(experiment, metrics, history, Verdict.ERRORED, ReasonCode.IMAGE_MISSING);
      case CONFIGURATION_ERROR ->
          ended(experiment, metrics, history, Verdict.ERRORED, ReasonCode.CONFIGURATION);
      case INTERNAL -> ended(experiment, metrics, history, Verdict.ERRORED, ReasonCode.INTERNAL);
      case CANCELLED ->
          ended(experiment, metrics, history, Verdict.CANCELLED, ReasonCode.CANCELLED);
      case SUPERSEDED ->
          ended(experiment, metrics, history, Verdict.SUPERSEDED, ReasonCode.SUPERSEDED);
    };
  }

  private static Evaluation judged(
      FinishedExperiment experiment, Map<String, Metric> metrics, List<BaselineNumber> history) {
    List<CheckResult> checks =
        experiment.checks().stream()
            .map(
                check ->
                    check.onlyPulls() && !experiment.run().forPullRequest()
                        ? CheckEvaluator.skip(check, metrics.get(check.key()), history)
                        : CheckEvaluator.evaluate(check, metrics.get(check.key()), history))
            .toList();
    return Summary.of(checks);
  }

  private static Evaluation ended(
      FinishedExperiment experiment,
      Map<String, Metric> metrics,
      List<BaselineNumber> history,
      Verdict verdict,
      ReasonCode reason) {
    List<CheckResult> checks =
        experiment.checks().stream()
            .map(
                check ->
                    CheckEvaluator.show(check, metrics.get(check.key()), history, experiment.ran()))
            .toList();
    return new Evaluation(verdict, reason, OutcomeSentence.of(verdict, experiment), checks);
  }

  /** Whether a result may become a baseline: it succeeded and every check holds. */
  public static boolean mayBeBaseline(Outcome outcome, Verdict verdict) {
    return outcome == Outcome.SUCCEEDED && verdict == Verdict.PASSED;
  }
}
