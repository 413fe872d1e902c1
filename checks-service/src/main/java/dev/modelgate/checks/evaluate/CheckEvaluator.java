package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.baseline.BaselineEntry;
import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one check, exactly, on the number as it was written. What is missing, no number or not
 * understood never passes.
 */
public final class CheckEvaluator {

  private CheckEvaluator() {}

  /**
   * Judges a check of a job that succeeded.
   *
   * @param metric what the job wrote; null where it wrote nothing under this key
   * @param baseline null where nothing was promoted yet
   */
  public static CheckResult evaluate(
      Check check, @Nullable Metric metric, @Nullable BaselineEntry baseline) {
    if (metric == null || metric.value() == null) {
      return unjudged(check, null, ReasonCode.NOT_FOUND, CheckSentence.notFound(check, metric));
    }
    Optional<BigDecimal> value = Decimals.parse(metric.value());
    if (value.isEmpty()) {
      String shown = Text.shown(metric.value(), Decimals.MAX_LENGTH);
      return unjudged(
          check, shown, ReasonCode.NOT_A_NUMBER, CheckSentence.notANumber(check, shown));
    }
    return judge(check, metric.value(), value.get(), baseline);
  }

  /** Shows a check of a job that did not succeed, without judging it. */
  public static CheckResult show(Check check, @Nullable Metric metric) {
    String value = metric == null ? null : metric.value();
    return new CheckResult(
        check,
        value == null ? null : Text.shown(value, Decimals.MAX_LENGTH),
        Verdict.SKIPPED,
        null,
        null,
        null,
        ReasonCode.NOT_JUDGED,
        "skipped: not judged, because the job did not succeed");
  }

  private static CheckResult judge(
      Check check, String written, BigDecimal value, @Nullable BaselineEntry entry) {
    List<Bound> missed = check.bounds().stream().filter(bound -> !holds(bound, value)).toList();
    Boolean boundsMet = check.bounds().isEmpty() ? null : missed.isEmpty();
    Comparison comparison = check.comparison();
    BaselineValue baseline = comparison == null ? null : baselineValue(check, entry);
    Compared compared = null;
    if (comparison != null && baseline != null) {
      BigDecimal old = Decimals.parse(baseline.value()).orElseThrow();
      compared = Compared.of(comparison, value, old);
    }
    Verdict verdict =
        missed.isEmpty() && (compared == null || compared.met()) ? Verdict.PASSED : Verdict.FAILED;
    return new CheckResult(
        check,
        written,
        verdict,
        boundsMet,
        baseline,
        compared == null ? null : compared.met(),
        reason(missed, comparison, compared),
        new CheckSentence(check, written, value, baseline, compared).judged(verdict, missed));
  }

  private static ReasonCode reason(
      List<Bound> missed, @Nullable Comparison comparison, @Nullable Compared compared) {
    if (!missed.isEmpty()) {
      return ReasonCode.BOUNDS;
    }
    if (compared != null) {
      return compared.met() ? ReasonCode.MET : ReasonCode.COMPARISON;
    }
    return comparison == null ? ReasonCode.MET : ReasonCode.FIRST_RESULT;
  }

  private static boolean holds(Bound bound, BigDecimal value) {
    Optional<BigDecimal> limit = Decimals.parse(bound.value());
    if (limit.isEmpty()) {
      return false;
    }
    int side = value.compareTo(limit.get());
    return switch (bound.operator()) {
      case ABOVE -> side > 0;
      case BELOW -> side < 0;
      case AT_LEAST -> side >= 0;
      case AT_MOST -> side <= 0;
      case UNKNOWN -> false;
    };
  }

  private static @Nullable BaselineValue baselineValue(Check check, @Nullable BaselineEntry entry) {
    String value = entry == null ? null : entry.value(check.key());
    return entry == null || value == null || Decimals.parse(value).isEmpty()
        ? null
        : BaselineValue.of(value, entry);
  }

  private static CheckResult unjudged(
      Check check, @Nullable String value, ReasonCode reason, String sentence) {
    return new CheckResult(check, value, Verdict.FAILED, null, null, null, reason, sentence);
  }
}
