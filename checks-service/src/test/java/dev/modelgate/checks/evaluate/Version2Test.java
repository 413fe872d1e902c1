package dev.modelgate.checks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.MetricDefinition;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Rounding;
import dev.modelgate.checks.intake.Run;
import dev.modelgate.checks.intake.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of version 2 of the workflow file: what they say, and when they say nothing. */
class Version2Test {

  private static final Rounding DEFAULT = new Rounding(false, 2);
  private static final MetricDefinition MEAN =
      new MetricDefinition("tensorflow", "accuracy", "", "", "mean");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.991100 | 0.99..1.00 | failed: accuracy 0.9911 (mean, rounded down to 0.99) is not in 0.99..1.00
          0.9911   | 0.99..1.00 | failed: accuracy 0.9911 (mean, rounded down to 0.99) is not in 0.99..1.00
          0.995    | 0.98..1.00 | passed: accuracy 0.995 (mean, rounded down to 0.99) is in 0.98..1.00
          0.853    | 0.95       | failed: accuracy 0.853 (mean, rounded down to 0.85) is not above 0.95
          0.96     | 0.95..     | passed: accuracy 0.96 (mean) is above 0.95
          0.4      | ..0.3      | failed: accuracy 0.4 (mean) is not below 0.3
          12.1234567890123 | ..13.00 | passed: accuracy 12.1235 (mean, rounded down to 12.12) is below 13.00
          -0.1     | -1e-1..1   | failed: accuracy -0.1 (mean) is not in -1e-1..1
          """)
  void showsTheRawAndTheRoundedValueAndTheTargetAsWritten(
      String value, String target, String sentence) {
    assertThat(evaluate(Given.version2(target, DEFAULT), value, List.of()).sentence())
        .isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.979 | 0.976 | passed: accuracy 0.979 (mean, rounded down to 0.97) is above 0.5, +0.3 % against main
          0.853 | 0.976 | passed: accuracy 0.853 (mean, rounded down to 0.85) is above 0.5, −12.6 % against main
          0.976 | 0.976 | passed: accuracy 0.976 (mean, rounded down to 0.97) is above 0.5, ±0 % against main
          0.60  | 0     | passed: accuracy 0.60 (mean) is above 0.5, +0.60 against main
          """)
  void showsHowItStandsAgainstTheBaselineAndNeverJudgesThat(
      String value, String baseline, String sentence) {
    CheckResult result =
        evaluate(Given.version2("0.5", DEFAULT), value, Given.baseline(Given.TAG, baseline, MEAN));

    assertThat(result.sentence()).isEqualTo(sentence);
    assertThat(result.baseline()).isNotNull();
    assertThat(result.comparisonMet()).isNull();
    assertThat(result.reason()).isEqualTo(ReasonCode.MET);
  }

  @Test
  void standsBesideNothingThatMeansSomethingElse() {
    List<BaselineNumber> mean = Given.baseline(Given.TAG, "0.976", MEAN);
    Check last = Given.version2("0.5", DEFAULT, "last");

    CheckResult result = evaluate(last, "0.98", mean);

    assertThat(result.baseline()).isNull();
    assertThat(result.sentence())
        .isEqualTo(
            "passed: accuracy 0.98 (last) is above 0.5, not compared with main: the check's"
                + " definition changed");
  }

  @Test
  void takesAResultAsTheFirstOneAfterItsDefinitionChanged() {
    Check maximum =
        new Check(
            Given.TAG,
            new MetricDefinition("tensorflow", "accuracy", "", "", "max"),
            List.of(new Bound(Bound.Operator.AT_LEAST, "0.5")),
            null,
            null,
            new Comparison(Comparison.Better.HIGHER, "0", true),
            false,
            false,
            true,
            3);

    CheckResult result = evaluate(maximum, "0.6", Given.baseline(Given.TAG, "0.976", MEAN));

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.reason()).isEqualTo(ReasonCode.FIRST_RESULT);
    assertThat(result.sentence())
        .isEqualTo(
            "passed: accuracy 0.6 (max) is at least 0.5, first result since the check's definition"
                + " changed");
  }

  @Test
  void keepsANoteVisible() {
    Metric noted =
        new Metric(Given.TAG, "0.98", null, "mean", "2 records of events.out.1 are damaged");

    assertThat(CheckEvaluator.evaluate(Given.version2("0.5", DEFAULT), noted, List.of()).sentence())
        .isEqualTo(
            "passed: accuracy 0.98 (mean) is above 0.5; 2 records of events.out.1 are damaged");
  }

  @Test
  void namesThePointerOfACustomMetricAsItsAggregate() {
    Check check =
        new Check(
            "custom:latency_ms",
            new MetricDefinition("custom", "latency_ms", "", "/p95", null),
            Given.bounds("..10"),
            "..10",
            DEFAULT,
            null,
            false,
            false,
            true,
            3);

    assertThat(evaluate(check, "8.1", List.of()).sentence())
        .isEqualTo("passed: latency_ms 8.1 (/p95) is below 10");
  }

  @Test
  void saysWhatTheFileWantsWhereTheMetricDoesNotExist() {
    Check strict = Given.version2("0.5", DEFAULT);
    Check lenient =
        new Check(
            strict.key(),
            strict.definition(),
            strict.bounds(),
            strict.target(),
            DEFAULT,
            null,
            false,
            true,
            true,
            3);
    Metric none = new Metric(Given.TAG, null, "no event file has the tag accuracy", "mean", null);

    assertThat(CheckEvaluator.evaluate(strict, none, List.of()).verdict())
        .isEqualTo(Verdict.FAILED);
    CheckResult let = CheckEvaluator.evaluate(lenient, none, List.of());
    assertThat(let.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(let.reason()).isEqualTo(ReasonCode.NOT_FOUND);
    assertThat(let.boundsMet()).isNull();
    assertThat(let.sentence())
        .isEqualTo(
            "passed, as the check allows it: accuracy could not be read: no event file has the tag"
                + " accuracy");
    assertThat(evaluate(lenient, "NaN", List.of()).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void skipsWhatCountsForPullRequestsOnlyAndShowsIt() {
    Evaluation push = ExperimentEvaluator.evaluate(onlyPulls(false), List.of());
    Evaluation pull = ExperimentEvaluator.evaluate(onlyPulls(true), List.of());

    assertThat(push.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(push.sentence()).isEqualTo("passed, 1 check skipped");
    assertThat(push.checks())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.verdict()).isEqualTo(Verdict.SKIPPED);
              assertThat(check.reason().code()).isEqualTo("only-pulls");
              assertThat(check.value()).isEqualTo("0.976");
              assertThat(check.sentence()).isEqualTo("skipped: counts for pull requests only");
            });
    assertThat(pull.verdict()).isEqualTo(Verdict.FAILED);
  }

  private static FinishedExperiment onlyPulls(boolean forPullRequest) {
    Check check =
        new Check(
            Given.KEY,
            Given.JSON,
            Given.bounds("0.98"),
            "0.98",
            DEFAULT,
            null,
            true,
            false,
            true,
            3);
    FinishedExperiment experiment = Given.experiment(Outcome.SUCCEEDED, 0, null, check);
    Run run = experiment.run();
    return new FinishedExperiment(
        experiment.eventId(),
        experiment.id(),
        new Run(
            run.id(),
            run.number(),
            run.project(),
            run.ref(),
            run.sha(),
            run.workflow(),
            false,
            forPullRequest),
        experiment.step(),
        experiment.checks(),
        experiment.outcome(),
        0,
        null,
        experiment.metrics(),
        List.of());
  }

  private static CheckResult evaluate(Check check, String value, List<BaselineNumber> baseline) {
    Metric metric = new Metric(check.key(), value, null, check.definition().aggregate(), null);
    return CheckEvaluator.evaluate(check, metric, baseline);
  }
}
