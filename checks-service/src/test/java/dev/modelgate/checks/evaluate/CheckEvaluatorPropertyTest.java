package dev.modelgate.checks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds for every value, baseline and tolerance. */
class CheckEvaluatorPropertyTest {

  private static final Pattern WORSE =
      Pattern.compile(
          " is (?<word>over |under |)(?<change>\\S+)(?<unit> %|) worse than main \\(\\S+\\),"
              + " (?<allowed>\\S+)(?<allowedUnit> %|) allowed");

  @Property
  void aBetterValueNeverTurnsAPassIntoAFail(
      @ForAll("numbers") BigDecimal value,
      @ForAll("numbers") BigDecimal gain,
      @ForAll("numbers") BigDecimal baseline,
      @ForAll @BigRange(min = "0", max = "2") @Scale(3) BigDecimal tolerance,
      @ForAll boolean relative) {
    Check higher = Given.compared(Comparison.Better.HIGHER, tolerance.toString(), relative);
    Check lower = Given.compared(Comparison.Better.LOWER, tolerance.toString(), relative);

    assertThat(passes(higher, value, baseline) && !passes(higher, value.add(gain.abs()), baseline))
        .isFalse();
    assertThat(
            passes(lower, value, baseline) && !passes(lower, value.subtract(gain.abs()), baseline))
        .isFalse();
  }

  @Property
  void higherAndLowerMirrorEachOther(
      @ForAll("numbers") BigDecimal value,
      @ForAll("numbers") BigDecimal baseline,
      @ForAll @BigRange(min = "0", max = "2") @Scale(3) BigDecimal tolerance,
      @ForAll boolean relative) {
    Check higher = Given.compared(Comparison.Better.HIGHER, tolerance.toString(), relative);
    Check lower = Given.compared(Comparison.Better.LOWER, tolerance.toString(), relative);

    assertThat(passes(higher, value, baseline))
        .isEqualTo(passes(lower, value.negate(), baseline.negate()));
  }

  @Property
  void theBaselineItselfAlwaysPasses(
      @ForAll("numbers") BigDecimal value,
      @ForAll @BigRange(min = "0", max = "2") @Scale(3) BigDecimal tolerance,
      @ForAll boolean relative,
      @ForAll boolean higher) {
    Comparison.Better better = higher ? Comparison.Better.HIGHER : Comparison.Better.LOWER;

    assertThat(passes(Given.compared(better, tolerance.toString(), relative), value, value))
        .isTrue();
  }

  @Property
  void aStrictBoundIsTheOppositeOfTheOtherInclusiveOne(
      @ForAll("numbers") BigDecimal value, @ForAll("numbers") BigDecimal bound) {
    assertThat(holds(Bound.Operator.ABOVE, value, bound))
        .isNotEqualTo(holds(Bound.Operator.AT_MOST, value, bound));
    assertThat(holds(Bound.Operator.BELOW, value, bound))
        .isNotEqualTo(holds(Bound.Operator.AT_LEAST, value, bound));
  }

  @Property
  void saysSomethingShortOfWhateverWasWritten(
      @ForAll String value, @ForAll String bound, @ForAll String baseline) {
    Check check =
        Given.check(
            List.of(new Bound(Bound.Operator.AT_LEAST, bound)),
            new Comparison(Comparison.Better.HIGHER, bound, true));

    CheckResult result =
        CheckEvaluator.evaluate(check, Given.metric(value), Given.baseline(baseline));

    assertThat(result.sentence()).startsWith(result.verdict().word()).hasSizeLessThan(600);
  }

  @Property
  void shownNumbersStandOnTheSideOfTheBoundWhereTheyAre(
      @ForAll("numbers") BigDecimal value, @ForAll("numbers") BigDecimal bound) {
    BigDecimal shown = new BigDecimal(Numbers.shown(value.toString(), value, 0, List.of(bound)));

    assertThat(shown.compareTo(bound)).isEqualTo(value.compareTo(bound));
  }

  @Property
  void aSentenceNeverContradictsItsVerdictNearTheTolerance(
      @ForAll @BigRange(min = "-10", max = "10") @Scale(4) BigDecimal baseline,
      @ForAll @BigRange(min = "0.001", max = "2") @Scale(3) BigDecimal tolerance,
      @ForAll @BigRange(min = "-0.01", max = "0.01") @Scale(24) BigDecimal beside,
      @ForAll @IntRange(max = 22) int nearer,
      @ForAll boolean relative) {
    Check check = Given.compared(Comparison.Better.HIGHER, tolerance.toString(), relative);
    BigDecimal allowed = relative ? baseline.abs().multiply(tolerance) : tolerance;
    BigDecimal value = baseline.subtract(allowed).add(beside.movePointLeft(nearer));

    CheckResult result =
        CheckEvaluator.evaluate(
            check, Given.metric(value.toPlainString()), Given.baseline(baseline.toString()));

    Matcher said = WORSE.matcher(result.sentence());
    if (said.find() && said.group("unit").equals(said.group("allowedUnit"))) {
      boolean failed = result.verdict() == Verdict.FAILED;
      int side =
          new BigDecimal(said.group("change")).compareTo(new BigDecimal(said.group("allowed")));
      assertThat(said.group("word").isEmpty() ? side > 0 : said.group("word").equals("over "))
          .as(result.sentence())
          .isEqualTo(failed);
    }
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.bigDecimals().between(new BigDecimal("-10"), new BigDecimal("10")).ofScale(6),
        Arbitraries.integers().between(-3, 3).map(BigDecimal::valueOf),
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1e12"), new BigDecimal("1e12"))
            .ofScale(3));
  }

  private static boolean passes(Check check, BigDecimal value, BigDecimal baseline) {
    List<BaselineNumber> history = Given.baseline(baseline.toString());
    return CheckEvaluator.evaluate(check, Given.metric(value.toString()), history).verdict()
        == Verdict.PASSED;
  }

  private static boolean holds(Bound.Operator operator, BigDecimal value, BigDecimal bound) {
    Check check = Given.check(List.of(new Bound(operator, bound.toString())), null);
    return CheckEvaluator.evaluate(check, Given.metric(value.toString()), List.of()).verdict()
        == Verdict.PASSED;
  }
}
