package dev.modelgate.reporter.intake;

import dev.modelgate.events.BaselinePromoted;
import dev.modelgate.events.BaselineReference;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.CheckResult;
import dev.modelgate.events.ChecksEvaluated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads checks, verdicts and promotions. A run's verdict repeats the checks of its experiments;
 * they are taken from these alone.
 */
public final class CheckCodec {

  private CheckCodec() {}

  public static Evaluation evaluated(ChecksEvaluated event) {
    var key =
        new RunKey(
            event.getRunId(),
            new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRunNumber(),
            event.getWorkflow(),
            event.getRef(),
            event.getSha());
    return new Evaluation(
        key,
        event.getOccurredAt(),
        event.getExperimentId(),
        event.getStep(),
        event.getRevision(),
        Verdict.valueOf(event.getVerdict().name()),
        event.getReason(),
        event.getSentence(),
        event.getExperimentId() == null
            ? List.of()
            : event.getChecks().stream().map(CheckCodec::judged).toList());
  }

  public static Promotion promoted(BaselinePromoted event) {
    var key =
        new RunKey(
            event.getRunId(),
            new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRunNumber(),
            event.getWorkflow(),
            event.getRef(),
            event.getSha());
    return new Promotion(
        key,
        event.getOccurredAt(),
        event.getExperimentId(),
        event.getStep(),
        event.getBranch(),
        event.getSequence(),
        event.getPlace());
  }

  static List<PlannedCheck> planned(List<CheckDefinition> checks) {
    return checks.stream()
        .map(
            check ->
                new PlannedCheck(
                    check.getKey(),
                    aggregate(check),
                    bounds(check.getBounds()),
                    check.getTarget(),
                    comparison(check.getComparison()),
                    !check.getInComment()))
        .toList();
  }

  private static JudgedCheck judged(CheckResult check) {
    return new JudgedCheck(
        check.getKey(),
        check.getAggregate(),
        check.getValue(),
        check.getJudged(),
        Verdict.valueOf(check.getVerdict().name()),
        bounds(check.getBounds()),
        check.getTarget(),
        check.getBoundsMet(),
        comparison(check.getComparison()),
        baseline(check.getBaseline()),
        check.getComparisonMet(),
        check.getReason(),
        check.getSentence(),
        !check.getInComment());
  }

  /** Version 2 of the workflow file writes the pointer of a custom metric as its aggregate. */
  private static @Nullable String aggregate(CheckDefinition check) {
    return check.getAggregate() == null
            && check.getSource().equals("custom")
            && !check.getPointer().isEmpty()
        ? check.getPointer()
        : check.getAggregate();
  }

  private static List<Bound> bounds(List<dev.modelgate.events.Bound> bounds) {
    return bounds.stream()
        .map(b -> new Bound(Bound.Operator.valueOf(b.getOperator().name()), b.getValue()))
        .toList();
  }

  private static @Nullable Comparison comparison(
      dev.modelgate.events.@Nullable Comparison comparison) {
    return comparison == null
        ? null
        : new Comparison(
            Comparison.Better.valueOf(comparison.getBetter().name()),
            comparison.getTolerance(),
            comparison.getRelative());
  }

  private static @Nullable BaselineValue baseline(@Nullable BaselineReference baseline) {
    return baseline == null
        ? null
        : new BaselineValue(
            baseline.getValue(),
            baseline.getSha(),
            baseline.getRunNumber(),
            baseline.getRef(),
            baseline.getBranch());
  }
}
