package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.baseline.BaselineSelector;
import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one check: bounds on the rounded value where the check rounds, else exactly on the number
 * as it was written; the comparison always on the latter. What is no number or not understood never
 * passes.
 */
public final class CheckEvaluator {

  private CheckEvaluator() {}

  /**
   * Judges a check of a job that succeeded.
   *
   * @param metric what the job wrote; null where it wrote nothing under this key
   * @param history the ledger's numbers of the check's key; empty where nothing was promoted yet
   */
  public static CheckResult evaluate(
      Check check, @Nullable Metric metric, List<BaselineNumber> history) {
    if (metric == null || metric.value() == null) {
      Verdict verdict = check.passesIfNotFound() ? Verdict.PASSED : Verdict.FAILED;
      return unjudged(
          check,
          null,
          verdict,
          history,
          ReasonCode.NOT_FOUND,
          MissingSentence.notFound(check, metric));
    }
    String value = metric.value();
    return Reading.of(value, check.rounding())
        .map(reading -> judge(check, reading, metric, history))
        .orElseGet(() -> notANumber(check, value, metric.note(), history));
  }

  /** Shows a check that counts for pull requests, in a run for something else. */
  public static CheckResult skip(
      Check check, @Nullable Metric metric, List<BaselineNumber> history) {
    return unjudged(
        check,
        shown(metric),
        Verdict.SKIPPED,
        history,
        ReasonCode.ONLY_PULLS,
        "skipped: counts for pull requests only");
  }

  /**
   * Shows a check of a job that did not succeed, without judging it. The baseline is shown too:
   * what changed since then is where to look.
   *
   * @param ran whether there was a job at all
   */
  public static CheckResult show(
      Check check, @Nullable Metric metric, List<BaselineNumber> history, boolean ran) {
    return unjudged(
        check,
        shown(metric),
        Verdict.SKIPPED,
        history,
        ReasonCode.NOT_JUDGED,
        "skipped: not judged, because the job did not " + (ran ? "succeed" : "run"));
  }

  private static CheckResult judge(
      Check check, Reading reading, Metric metric, List<BaselineNumber> history) {
    List<Bound> missed =
        check.bounds().stream().filter(bound -> !holds(bound, reading.judged())).toList();
    Beside beside = beside(check, history);
    BaselineValue baseline = beside.baseline();
    Comparison comparison = check.comparison();
    Compared compared =
        comparison == null || baseline == null
            ? null
            : Compared.of(
                comparison, reading.raw(), Quantity.parse(baseline.value()).orElseThrow());
    Verdict verdict =
        missed.isEmpty() && (compared == null || compared.met()) ? Verdict.PASSED : Verdict.FAILED;
    CheckSentence sentence =
        new CheckSentence(
            check, reading, baseline, compared, beside.otherDefinition(), metric.note());
    return new CheckResult(
        check,
        reading.written(),
        reading.rounded() == null ? null : Numbers.plain(reading.rounded()),
        verdict,
        check.bounds().isEmpty() ? null : missed.isEmpty(),
        baseline,
        compared == null ? null : compared.met(),
        reason(missed, comparison, compared, metric),
        sentence.judged(verdict, missed));
  }

  private static ReasonCode reason(
      List<Bound> missed,
      @Nullable Comparison comparison,
      @Nullable Compared compared,
      Metric metric) {
    if (!missed.isEmpty()) {
      return ReasonCode.BOUNDS;
    }
    if (compared != null && !compared.met()) {
      return ReasonCode.COMPARISON;
    }
    if (metric.isCommitted()) {
      return ReasonCode.NOT_WRITTEN;
    }
    return comparison == null || compared != null ? ReasonCode.MET : ReasonCode.FIRST_RESULT;
  }

  private static boolean holds(Bound bound, Quantity value) {
    Optional<Quantity> limit = Quantity.parse(bound.value());
    if (limit.isEmpty()) {
      return false;
    }
    int side = value.against(limit.get());
    return switch (bound.operator()) {
      case ABOVE -> side > 0;
      case BELOW -> side < 0;
      case AT_LEAST -> side >= 0;
      case AT_MOST -> side <= 0;
      case UNKNOWN -> false;
    };
  }

  /**
   * What the value stands beside.
   *
   * @param otherDefinition branch with a number of this key that means something else, where none
   *     means the same; else null
   */
  private record Beside(@Nullable BaselineValue baseline, @Nullable String otherDefinition) {}

  private static Beside beside(Check check, List<BaselineNumber> history) {
    List<BaselineNumber> judgeable =
        history.stream()
            .filter(number -> Quantity.parse(number.number().value()).isPresent())
            .toList();
    return BaselineSelector.select(judgeable, check)
        .map(number -> new Beside(BaselineValue.of(number), null))
        .orElseGet(
            () ->
                new Beside(
                    null,
                    BaselineSelector.otherwiseDefined(judgeable, check)
                        .map(number -> number.position().branch())
                        .orElse(null)));
  }

  private static CheckResult notANumber(
      Check check, String value, @Nullable String note, List<BaselineNumber> history) {
    String shown = Text.shown(value, Decimals.MAX_LENGTH);
    return unjudged(
        check,
        shown,
        Verdict.FAILED,
        history,
        ReasonCode.NOT_A_NUMBER,
        MissingSentence.notANumber(check, shown, note));
  }

  private static @Nullable String shown(@Nullable Metric metric) {
    return metric == null || metric.value() == null
        ? null
        : Text.shown(metric.value(), Decimals.MAX_LENGTH);
  }

  private static CheckResult unjudged(
      Check check,
      @Nullable String value,
      Verdict verdict,
      List<BaselineNumber> history,
      ReasonCode reason,
      String sentence) {
    BaselineValue baseline = beside(check, history).baseline();
    return new CheckResult(check, value, null, verdict, null, baseline, null, reason, sentence);
  }
}
