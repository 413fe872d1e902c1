package dev.modelgate.checks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From outcome to verdict. */
class ExperimentEvaluatorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          SUCCEEDED           | 0 | -                       | PASSED     | checks-passed  | passed, no checks
          FAILED              | 1 | -                       | FAILED     | exit-code      | failed: exit code 1
          FAILED              | - | -                       | FAILED     | exit-code      | failed: the job ended without an exit code
          TIMED_OUT           | - | timed out after 10 min  | FAILED     | timed-out      | failed: timed out after 10 min
          OUT_OF_MEMORY       | - | -                       | FAILED     | out-of-memory  | failed: out of memory
          INFRASTRUCTURE_LOST | - | -                       | ERRORED    | infrastructure | errored: host lost
          PREEMPTED           | - | -                       | ERRORED    | infrastructure | errored: preempted
          DATA_MISSING        | - | data.csv is not there   | ERRORED    | data-missing   | errored: data.csv is not there
          IMAGE_MISSING       | - | -                       | ERRORED    | image-missing  | errored: the container image is missing
          CONFIGURATION_ERROR | - | no runner offers b200   | ERRORED    | configuration  | errored: no runner offers b200
          INTERNAL            | - | -                       | ERRORED    | internal       | errored: a defect of Modelgate
          CANCELLED           | - | -                       | CANCELLED  | cancelled      | cancelled
          CANCELLED           | - | cancelled by ada        | CANCELLED  | cancelled      | cancelled by ada
          SUPERSEDED          | - | Superseded by 77d2c10   | SUPERSEDED | superseded     | superseded by 77d2c10
          """)
  void keepsOutcomesApart(
      Outcome outcome,
      @Nullable Integer exitCode,
      @Nullable String message,
      Verdict verdict,
      String reason,
      String sentence) {
    Evaluation evaluation =
        ExperimentEvaluator.evaluate(Given.experiment(outcome, exitCode, message), List.of());

    assertThat(evaluation.verdict()).isEqualTo(verdict);
    assertThat(evaluation.reason().code()).isEqualTo(reason);
    assertThat(evaluation.sentence()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCEEDED")
  void showsButDoesNotJudgeAGoodMetricOfAJobThatDidNotSucceed(Outcome outcome) {
    Evaluation evaluation =
        ExperimentEvaluator.evaluate(
            Given.experiment(outcome, null, null, Given.atLeast("0.9")), Given.baseline("0.9"));

    assertThat(evaluation.verdict()).isNotEqualTo(Verdict.PASSED);
    assertThat(evaluation.checks())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.value()).isEqualTo("0.976");
              assertThat(check.verdict()).isEqualTo(Verdict.SKIPPED);
              assertThat(check.boundsMet()).isNull();
              assertThat(check.comparisonMet()).isNull();
              assertThat(check.baseline()).extracting(BaselineValue::value).isEqualTo("0.9");
            });
    assertThat(ExperimentEvaluator.mayBeBaseline(outcome, Verdict.PASSED)).isFalse();
  }

  @Test
  void countsHowOftenTheHostWasLost() {
    FinishedExperiment lost = Given.experiment(Outcome.INFRASTRUCTURE_LOST, null, null);

    assertThat(sentenceAfter(lost, 2)).isEqualTo("errored: host lost twice");
    assertThat(sentenceAfter(lost, 3)).isEqualTo("errored: host lost three times");
    assertThat(sentenceAfter(lost, 4)).isEqualTo("errored: host lost 4 times");
  }

  @Test
  void letsTheFirstFailedCheckSpeakAndCountsTheOthers() {
    Evaluation evaluation =
        ExperimentEvaluator.evaluate(
            Given.experiment(
                Outcome.SUCCEEDED,
                0,
                null,
                Given.atLeast("0.9"),
                Given.atLeast("0.98"),
                Given.atLeast("0.99")),
            List.of());

    assertThat(evaluation.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(evaluation.reason()).isEqualTo(ReasonCode.BOUNDS);
    assertThat(evaluation.sentence())
        .isEqualTo("failed: accuracy 0.976 is not at least 0.98, and 1 more check failed");
    assertThat(evaluation.checks()).hasSize(3);
  }

  @Test
  void countsTheChecksWhereSeveralPassed() {
    Check check = Given.atLeast("0.9");

    assertThat(
            ExperimentEvaluator.evaluate(
                    Given.experiment(Outcome.SUCCEEDED, 0, null, check, check, check), List.of())
                .sentence())
        .isEqualTo("passed, 3 checks passed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json:metrics.json:/Accuracy",
        "json:metrics.json:/\u0430ccuracy",
        "json:metrics.json:/accuracy ",
        "json:metrics.json:/accurac\uff59",
        "json:metrics.json:/acc\u200buracy",
      })
  void takesNoMetricForAnotherThatLooksLikeIt(String key) {
    assertThat(
            evaluate(List.of(Given.atLeast("0")), List.of(measured(key)))
                .checks()
                .getFirst()
                .reason())
        .isEqualTo(ReasonCode.NOT_FOUND);
  }

  @Test
  void judgesTenThousandChecksInOneGo() {
    List<Check> checks = IntStream.range(0, 10_000).mapToObj(i -> named(Given.KEY + i)).toList();
    List<Metric> metrics =
        IntStream.range(0, 10_000).mapToObj(i -> measured(Given.KEY + i)).toList();

    Evaluation evaluation = assertTimeout(Duration.ofSeconds(20), () -> evaluate(checks, metrics));

    assertThat(evaluation.sentence()).isEqualTo("passed, 10000 checks passed");
  }

  @Test
  void saysThatNumbersAreTheCommitsWhereTheJobDidNotWriteThem() {
    Check one = named("json:metrics.json:/a");
    Check other = named("json:metrics.json:/b");
    List<Metric> both =
        List.of(Given.committed(one.key(), "0.95"), Given.committed(other.key(), "0.96"));
    List<Metric> half = List.of(both.getFirst(), measured(other.key()));

    assertThat(evaluate(List.of(one, other), both).sentence())
        .isEqualTo(
            "passed, 2 checks passed, on the committed metrics.json, which the job did not write");
    assertThat(evaluate(List.of(one, other), half).sentence())
        .isEqualTo(
            "passed, 2 checks passed, 1 of them on the committed metrics.json, which the job did"
                + " not write");
    assertThat(evaluate(List.of(one), both).sentence())
        .isEqualTo(
            "passed: accuracy 0.95 is at least 0.9; the job did not write metrics.json: this is"
                + " the file as it was committed");
    assertThat(evaluate(List.of(one), both).checks().getFirst().reason().code())
        .isEqualTo("not-written");
  }

  @Test
  void tellsAJobThatDidNotSucceedFromOneThatDidNotRun() {
    FinishedExperiment waiting =
        Given.experiment(Outcome.CANCELLED, null, null, Given.atLeast("0.9"));

    assertThat(checksAfter(waiting, 0))
        .isEqualTo("skipped: not judged, because the job did not run");
    assertThat(checksAfter(waiting, 1))
        .isEqualTo("skipped: not judged, because the job did not succeed");
  }

  private static Evaluation evaluate(List<Check> checks, List<Metric> metrics) {
    FinishedExperiment one = Given.experiment(Outcome.SUCCEEDED, 0, null);
    return ExperimentEvaluator.evaluate(
        new FinishedExperiment(
            one.eventId(),
            one.id(),
            one.run(),
            one.step(),
            checks,
            one.outcome(),
            0,
            null,
            metrics,
            List.of()),
        List.of());
  }

  private static Check named(String key) {
    Check check = Given.atLeast("0.9");
    return new Check(
        key, check.definition(), check.bounds(), null, null, null, false, false, true, 1);
  }

  private static Metric measured(String key) {
    return new Metric(key, "0.976", null, null, null);
  }

  private static String sentenceAfter(FinishedExperiment lost, int times) {
    return after(lost, times).sentence();
  }

  private static String checksAfter(FinishedExperiment ended, int times) {
    return after(ended, times).checks().getFirst().sentence();
  }

  private static Evaluation after(FinishedExperiment lost, int times) {
    List<Outcome> outcomes = Collections.nCopies(times, lost.outcome());
    FinishedExperiment experiment =
        new FinishedExperiment(
            lost.eventId(),
            lost.id(),
            lost.run(),
            lost.step(),
            lost.checks(),
            lost.outcome(),
            null,
            null,
            lost.metrics(),
            outcomes);
    return ExperimentEvaluator.evaluate(experiment, List.of());
  }
}
