package dev.modelgate.checks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.Rounding;
import dev.modelgate.checks.intake.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounding of version 2: floor or ceiling of the decimal value, then strict bounds (C2, C3). */
class RoundingTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # the one comment of the seed that is public: 0.991100 is not in 0.99..1.00
          0.991100,  down, 2, 0.99..1.00, 0.99,  false
          0.991100,  down, 3, 0.99..1.00, 0.991, true
          0.991100,  up,   2, 0.99..1.00, 1.00,  false
          0.995,     down, 2, 0.98..1.00, 0.99,  true
          0.995,     up,   2, 0.98..1.00, 1.00,  false
          0.999999,  down, 2, ..1.00,     0.99,  true
          0.999999,  up,   2, ..1.00,     1.00,  false
          -0.005,    down, 2, -0.01..,    -0.01, false
          -0.005,    up,   2, -0.01..,    0.00,  true
          -0.004,    up,   2, 0,          0.00,  false
          -1.239,    down, 1, ..-1.2,     -1.3,  true
          -1.239,    up,   1, ..-1.2,     -1.2,  false
          0.5,       down, 2, 0.5,        0.50,  false
          0.509,     down, 2, 0.5,        0.50,  false
          0.51,      down, 2, 0.5..,      0.51,  true
          12.9,      down, 0, 12,         12,    false
          12.1,      up,   0, 12,         13,    true
          1e-3,      down, 2, -1..0.001,  0.00,  true
          9.99e2,    up,   0, ..1000,     999,   true
          """)
  void roundsAndThenComparesStrictly(
      String value, String round, int precision, String target, String judged, boolean met) {
    Rounding rounding = new Rounding(round.equals("up"), precision);

    CheckResult result = evaluate(Given.version2(target, rounding), value);

    assertThat(result.value()).isEqualTo(value);
    assertThat(result.judged()).isEqualTo(judged);
    assertThat(result.boundsMet()).isEqualTo(met);
    assertThat(result.verdict()).isEqualTo(met ? Verdict.PASSED : Verdict.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "Infinity,  0.9,      true",
    "Infinity,  ..0.9,    false",
    "Infinity,  0.9..1.0, false",
    "-Infinity, ..0.9,    true",
    "-Infinity, 0.9,      false",
  })
  void comparesInfinitiesAsNumbers(String value, String target, boolean met) {
    CheckResult result = evaluate(Given.version2(target, new Rounding(false, 2)), value);

    assertThat(result.boundsMet()).isEqualTo(met);
    assertThat(result.judged()).isNull();
    assertThat(result.sentence())
        .isEqualTo(
            (met ? "passed: accuracy " : "failed: accuracy ")
                + value
                + " (mean) is "
                + (met ? "" : "not ")
                + (target.equals("0.9")
                    ? "above 0.9"
                    : target.equals("..0.9") ? "below 0.9" : "in " + target));
  }

  @Test
  void putsNaNInNoRange() {
    for (String target : new String[] {"0", "..0", "-1..1"}) {
      CheckResult result = evaluate(Given.version2(target, new Rounding(true, 2)), "NaN");

      assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(result.sentence())
          .isEqualTo("failed: accuracy is NaN (mean), which is in no range");
    }
  }

  @Property
  void roundsAsBigDecimalDoesInEveryLocale(
      @ForAll("numbers") BigDecimal number, @ForAll @IntRange(min = 0, max = 12) int precision) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Reading.round(number, new Rounding(false, precision)))
          .isEqualTo(number.setScale(precision, RoundingMode.FLOOR));
      assertThat(Reading.round(number, new Rounding(true, precision)))
          .isEqualTo(number.setScale(precision, RoundingMode.CEILING));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property
  void downAndUpMirrorEachOtherAroundZeroAndStayWithinOneStep(
      @ForAll("numbers") BigDecimal number, @ForAll @IntRange(min = 0, max = 12) int precision) {
    BigDecimal down = Reading.round(number, new Rounding(false, precision));
    BigDecimal up = Reading.round(number, new Rounding(true, precision));

    assertThat(up)
        .isEqualTo(Reading.round(number.negate(), new Rounding(false, precision)).negate());
    assertThat(down).isLessThanOrEqualTo(number);
    assertThat(up).isGreaterThanOrEqualTo(number);
    assertThat(up.subtract(down)).isLessThanOrEqualTo(BigDecimal.ONE.movePointLeft(precision));
  }

  @Property
  void judgesTheRoundedNumberAndNothingElse(
      @ForAll("numbers") BigDecimal number,
      @ForAll("numbers") BigDecimal bound,
      @ForAll boolean up,
      @ForAll @IntRange(min = 0, max = 6) int precision) {
    BigDecimal rounded = number.setScale(precision, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
    Rounding rounding = new Rounding(up, precision);

    assertThat(evaluate(Given.version2(bound.toString(), rounding), number.toString()).boundsMet())
        .isEqualTo(rounded.compareTo(bound) > 0);
    assertThat(
            evaluate(Given.version2(".." + bound.toPlainString(), rounding), number.toString())
                .boundsMet())
        .isEqualTo(rounded.compareTo(bound) < 0);
  }

  @ParameterizedTest
  @CsvSource({"2147483647", "-2147483648"})
  void staysSmallWhateverPrecisionIsAskedFor(int precision) {
    CheckResult result =
        evaluate(Given.version2("0.5", new Rounding(false, precision)), "1.5e-1000");

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.sentence()).hasSizeLessThan(200);
    assertThat(result.judged()).hasSizeLessThan(120);
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.bigDecimals().between(new BigDecimal("-2"), new BigDecimal("2")).ofScale(8),
        Arbitraries.integers().between(-300, 300).map(i -> BigDecimal.valueOf(i * 5L, 3)),
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1e15"), new BigDecimal("1e15"))
            .ofScale(4));
  }

  private static CheckResult evaluate(Check check, String value) {
    return CheckEvaluator.evaluate(
        check, new Metric(check.key(), value, null, "mean", null), List.of());
  }
}
