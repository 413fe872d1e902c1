package dev.modelgate.checks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one check says of one number. */
class CheckEvaluatorTest {

  @ParameterizedTest
  @CsvSource({
    "AT_LEAST, 0.9,   0.9,   true",
    "AT_LEAST, 0.90,  0.9,   true",
    "AT_LEAST, 0.9,   0.89999999999999999999, false",
    "ABOVE,    0.9,   0.9,   false",
    "ABOVE,    0.9,   0.90000000000000000001, true",
    "AT_MOST,  0.9,   0.9,   true",
    "AT_MOST,  0.9,   0.91,  false",
    "BELOW,    0.9,   0.9,   false",
    "BELOW,    0.9,   0.8,   true",
    "AT_LEAST, 0,     -0.0,  true",
    "ABOVE,    0,     -0.0,  false",
    "BELOW,    1e-3,  9.99e-4, true",
    "AT_LEAST, -1,    -1.0,  true",
    "AT_LEAST, 0.9,   1e400, true",
    "AT_MOST,  0.9,   -1E+400, true",
    "ABOVE,    0,     1e-1000, true",
  })
  void holdsBoundsExactlyOnTheRawValue(
      Bound.Operator operator, String bound, String value, boolean met) {
    Check check = Given.check(List.of(new Bound(operator, bound)), null);

    CheckResult result = CheckEvaluator.evaluate(check, Given.metric(value), List.of());

    assertThat(result.boundsMet()).isEqualTo(met);
    assertThat(result.verdict()).isEqualTo(met ? Verdict.PASSED : Verdict.FAILED);
    assertThat(result.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "HIGHER, 0.01, true,  0.976, 0.96624,  true",
    "HIGHER, 0.01, true,  0.976, 0.966239, false",
    "HIGHER, 0.01, true,  -2,    -2.02,    true",
    "HIGHER, 0.01, true,  -2,    -2.021,   false",
    "LOWER,  0.01, true,  -2,    -1.98,    true",
    "LOWER,  0.01, true,  -2,    -1.97,    false",
    "LOWER,  0.1,  false, 0.3,   0.4,      true",
    "LOWER,  0.1,  false, 0.3,   0.40001,  false",
    "HIGHER, 0.1,  false, 0.3,   0.2,      true",
    "HIGHER, 0,    true,  0.5,   0.5,      true",
    "HIGHER, 0,    true,  0.5,   0.4999,   false",
    "HIGHER, 0.01, true,  0,     0,        true",
    "HIGHER, 0.01, true,  0,     -0.0001,  false",
    "LOWER,  0.01, true,  0,     0.0001,   false",
    "LOWER,  0.01, true,  0.00,  -1,       true",
    "UNKNOWN,0.01, true,  0.5,   0.5,      false",
  })
  void comparesWithTheBaselineWithinTheTolerance(
      Comparison.Better better,
      String tolerance,
      boolean relative,
      String baseline,
      String value,
      boolean met) {
    CheckResult result =
        CheckEvaluator.evaluate(
            Given.compared(better, tolerance, relative),
            Given.metric(value),
            Given.baseline(baseline));

    assertThat(result.comparisonMet()).isEqualTo(met);
    assertThat(result.reason()).isEqualTo(met ? ReasonCode.MET : ReasonCode.COMPARISON);
    assertThat(result.baseline()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "infinity",
        "+Infinity",
        "nan",
        "",
        " 0.9",
        "0,9",
        "0x1",
        "90%",
        "1e",
        "1e999999999",
        "1e-999999999",
        "1e99999999999",
        "٠.٩",
        "1_000",
        "true",
        "--1",
        "."
      })
  void failsWhatIsNoNumber(String value) {
    CheckResult result =
        CheckEvaluator.evaluate(Given.atLeast("0.9"), Given.metric(value), Given.baseline("0.9"));

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.reason()).isEqualTo(ReasonCode.NOT_A_NUMBER);
    assertThat(result.boundsMet()).isNull();
  }

  @Test
  void failsAMetricThatDoesNotExistAndSaysWhy() {
    Metric none = new Metric(Given.KEY, null, "metrics.json does not exist", null, null);

    assertThat(CheckEvaluator.evaluate(Given.atLeast("0.9"), none, List.of()).sentence())
        .isEqualTo("failed: accuracy could not be read: metrics.json does not exist");
    CheckResult silent = CheckEvaluator.evaluate(Given.atLeast("0.9"), null, List.of());
    assertThat(silent.reason()).isEqualTo(ReasonCode.NOT_FOUND);
    assertThat(silent.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(silent.value()).isNull();
  }

  @Test
  void passesTheFirstResultBecauseThereIsNothingToCompareWith() {
    CheckResult result =
        CheckEvaluator.evaluate(
            Given.check(
                List.of(new Bound(Bound.Operator.AT_LEAST, "0.90")),
                new Comparison(Comparison.Better.HIGHER, "0.01", true)),
            Given.metric("0.976"),
            List.of());

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.reason()).isEqualTo(ReasonCode.FIRST_RESULT);
    assertThat(result.comparisonMet()).isNull();
    assertThat(result.sentence())
        .isEqualTo("passed: accuracy 0.976 is at least 0.90, first result");
  }

  @Test
  void neverHoldsABoundThatItDoesNotKnow() {
    Check check = Given.check(List.of(new Bound(Bound.Operator.UNKNOWN, "0")), null);

    assertThat(CheckEvaluator.evaluate(check, Given.metric("1"), List.of()).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void cutsWhatIsShownOfAnEndlessValue() {
    CheckResult result =
        CheckEvaluator.evaluate(Given.atLeast("0"), Given.metric("1".repeat(100_000)), List.of());

    assertThat(result.reason()).isEqualTo(ReasonCode.NOT_A_NUMBER);
    assertThat(result.value()).hasSizeLessThan(110);
    assertThat(result.sentence()).hasSizeLessThan(200);
  }
}
