package dev.modelgate.checks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.MetricDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words about one check. */
class CheckSentenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.853              | failed: accuracy 0.853 is not at least 0.9
          0.8531234567       | failed: accuracy 0.853 is not at least 0.9
          0.8999999          | failed: accuracy 0.8999999 is not at least 0.9
          0.95               | passed: accuracy 0.95 is at least 0.9
          0.9473684210526315 | passed: accuracy 0.947 is at least 0.9
          1234.5678          | passed: accuracy 1235 is at least 0.9
          1.5e30             | passed: accuracy 1.5e30 is at least 0.9
          0.0000000123456    | failed: accuracy 1.23e-8 is not at least 0.9
          """)
  void showsAValueAsShortAsStaysTrue(String value, String sentence) {
    assertThat(
            CheckEvaluator.evaluate(Given.atLeast("0.9"), Given.metric(value), List.of())
                .sentence())
        .isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HIGHER | 0.01  | true  | 0.976 | 0.948    | failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed
          HIGHER | 0.01  | true  | 0.976 | 0.979    | passed: accuracy 0.979 is 0.3 % better than main (0.976)
          HIGHER | 0.015 | true  | 0.976 | 0.97     | passed: accuracy 0.97 is 0.6 % worse than main (0.976), 1.5 % allowed
          HIGHER | 0     | false | 0.976 | 0.948    | failed: accuracy 0.948 is 2.9 % worse than main (0.976)
          HIGHER | 0.01  | false | 0.976 | 0.948    | failed: accuracy 0.948 is 0.028 worse than main (0.976), 0.01 allowed
          LOWER  | 0     | true  | 0.118 | 0.412    | failed: accuracy 0.412 is 249 % worse than main (0.118)
          LOWER  | 0     | true  | 0.118 | 0.1      | passed: accuracy 0.1 is 15.3 % better than main (0.118)
          HIGHER | 0.01  | true  | 0     | -1       | failed: accuracy -1 is 1 worse than main (0), 1 % allowed
          HIGHER | 0     | true  | 0.976 | 0.976    | passed: accuracy 0.976 is as good as main (0.976)
          HIGHER | 0     | true  | 0.9266666666666666 | 0.9266666666666666 | passed: accuracy 0.927 is as good as main (0.927)
          HIGHER | 0     | true  | 0.92666666666666660 | 0.9266666666666666 | passed: accuracy 0.927 is as good as main (0.927)
          HIGHER | 0.01  | true  | 0.9266666666666667 | 0.9266666666666666 | passed: accuracy 0.9266666666666666 is 1e-14 % worse than main (0.927), 1 % allowed
          HIGHER | 0     | true  | 0.5   | 0.499999 | failed: accuracy 0.499999 is 0.0002 % worse than main (0.5)
          HIGHER | 0.01  | true  | 0.976 | 0.9662   | failed: accuracy 0.9662 is 1.004 % worse than main (0.976), 1 % allowed
          HIGHER | 0.01  | true  | 0.976 | 0.96624  | passed: accuracy 0.966 is 1.0 % worse than main (0.976), 1 % allowed
          HIGHER | 0.0125 | true | 1.6   | 1.58     | passed: accuracy 1.58 is 1.25 % worse than main (1.6), 1.25 % allowed
          HIGHER | 0.01  | false | 0.976 | 0.965996 | failed: accuracy 0.966 is 0.010004 worse than main (0.976), 0.01 allowed
          HIGHER | 0.01  | true  | 1     | 0.9899999999999999999999999999 | failed: accuracy 0.990 is over 1 % worse than main (1), 1 % allowed
          LOWER  | 0     | true  | 1e-300 | 1e300  | failed: accuracy 1e300 is 1e+602 % worse than main (1e-300)
          """)
  void comparesInWords(
      Comparison.Better better,
      String tolerance,
      boolean relative,
      String baseline,
      String value,
      String sentence) {
    Check check = Given.compared(better, tolerance, relative);

    assertThat(
            CheckEvaluator.evaluate(check, Given.metric(value), Given.baseline(baseline))
                .sentence())
        .isEqualTo(sentence);
  }

  @Test
  void tellsAValueApartFromItsBoundAlsoWhereItEqualsTheBaseline() {
    Check check =
        Given.check(
            List.of(new Bound(Bound.Operator.BELOW, "0.9")),
            new Comparison(Comparison.Better.HIGHER, "0", true));

    assertThat(sentence(check, "0.89999999", "0.89999999"))
        .isEqualTo("passed: accuracy 0.89999999 is below 0.9 and as good as main (0.89999999)");
    assertThat(sentence(Given.atLeast("0.9"), "0.92666666", "0.92666666"))
        .isEqualTo("passed: accuracy 0.927 is at least 0.9, ±0 % against main");
    assertThat(sentence(Given.atLeast("0.9"), "0.92666666", "0.92666667"))
        .isEqualTo("passed: accuracy 0.927 is at least 0.9, −0.000001 % against main");
    assertThat(sentence(Given.atLeast("0.92666666"), "0.92666666", "0.92666666"))
        .isEqualTo("passed: accuracy 0.92666666 is at least 0.92666666, ±0 % against main");
  }

  @Test
  void saysAllThatIsMissed() {
    Check check =
        Given.check(
            List.of(
                new Bound(Bound.Operator.AT_LEAST, "0.9"), new Bound(Bound.Operator.BELOW, "1")),
            new Comparison(Comparison.Better.HIGHER, "0.01", true));

    assertThat(
            CheckEvaluator.evaluate(check, Given.metric("0.853"), Given.baseline("0.976"))
                .sentence())
        .isEqualTo(
            "failed: accuracy 0.853 is not at least 0.9 and 12.6 % worse than main (0.976), 1 %"
                + " allowed");
    assertThat(
            CheckEvaluator.evaluate(check, Given.metric("0.979"), Given.baseline("0.976"))
                .sentence())
        .isEqualTo(
            "passed: accuracy 0.979 is at least 0.9 and below 1 and 0.3 % better than main"
                + " (0.976)");
  }

  @ParameterizedTest
  @CsvSource({
    "/accuracy, accuracy",
    "/a/b~1c, b/c",
    "/a~0b, a~b",
    "/mean/0, 0",
    "'', metrics.json",
    "/, metrics.json"
  })
  void namesTheMetricByTheLastTokenOfItsPointer(String pointer, String name) {
    Check check = named("json", "", pointer);

    assertThat(MetricName.of(check)).isEqualTo(name);
  }

  @Test
  void keepsInvisibleCharactersOutOfSentences() {
    Check check = named("json", "", "/acc\n\u202Efoo\u0007");

    assertThat(MetricName.of(check)).isEqualTo("acc\uFFFD\uFFFDfoo\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({
    "tensorflow, accuracy, '', accuracy",
    "tensorflow, train/loss, '', train/loss",
    "custom, latency_ms, /p95, latency_ms",
  })
  void namesTheMetricOfOtherSourcesByItsOwnName(
      String source, String metric, String pointer, String name) {
    assertThat(MetricName.of(named(source, metric, pointer))).isEqualTo(name);
  }

  private static String sentence(Check check, String value, String baseline) {
    return CheckEvaluator.evaluate(check, Given.metric(value), Given.baseline(baseline)).sentence();
  }

  private static Check named(String source, String name, String pointer) {
    MetricDefinition definition = new MetricDefinition(source, name, "metrics.json", pointer, null);
    return new Check("k", definition, List.of(), null, null, null, false, false, true, 1);
  }
}
