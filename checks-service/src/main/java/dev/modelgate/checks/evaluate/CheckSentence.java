package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people read of one judged check, such as "failed: accuracy 0.948 is 2.9 % worse than main
 * (0.976), 1 % allowed".
 *
 * @param written the value as the job wrote it
 * @param baseline null where there was nothing to compare with
 * @param compared null exactly where the baseline is
 */
record CheckSentence(
    Check check,
    String written,
    BigDecimal value,
    @Nullable BaselineValue baseline,
    @Nullable Compared compared) {

  private static final int MAX_PROBLEM = 160;
  private static final int MAX_BRANCH = 40;

  static String notFound(Check check, @Nullable Metric metric) {
    return metric == null || metric.problem() == null
        ? "failed: "
            + MetricName.of(check)
            + " was not found: the job wrote no "
            + Text.shown(check.key(), MAX_PROBLEM)
        : "failed: "
            + MetricName.of(check)
            + " could not be read: "
            + Text.shown(metric.problem(), MAX_PROBLEM);
  }

  static String notANumber(Check check, String value) {
    return "failed: "
        + MetricName.of(check)
        + " is no number that can be judged: "
        + Text.shown(value, 40);
  }

  /** The whole sentence; a failed check tells what it misses, a passed one all that holds. */
  String judged(Verdict verdict, List<Bound> missed) {
    boolean failed = verdict == Verdict.FAILED;
    List<String> parts = new ArrayList<>();
    for (Bound bound : failed ? missed : check.bounds()) {
      parts.add((failed ? "not " : "") + bound.operator().words() + " " + shownLimit(bound));
    }
    String comparison = comparison(failed);
    if (comparison != null) {
      parts.add(comparison);
    }
    String said = parts.isEmpty() ? "" : " is " + String.join(" and ", parts);
    String first =
        check.comparison() != null && compared == null && !failed ? ", first result" : "";
    return verdict.word() + ": " + MetricName.of(check) + " " + shownValue() + said + first;
  }

  private @Nullable String comparison(boolean onlyIfMissed) {
    Comparison asked = check.comparison();
    if (asked == null || compared == null || baseline == null || (onlyIfMissed && compared.met())) {
      return null;
    }
    BigDecimal old = Decimals.parse(baseline.value()).orElseThrow();
    String with =
        Text.shown(baseline.branch(), MAX_BRANCH)
            + " ("
            + Numbers.shown(baseline.value(), old, value)
            + ")";
    if (compared.change().signum() == 0) {
      return "as good as " + with;
    }
    String change =
        asked.relative() && old.signum() != 0 || old.signum() != 0 && isZero(asked.tolerance())
            ? Numbers.percent(compared.change(), old)
            : Numbers.difference(compared.change());
    return compared.better()
        ? change + " better than " + with
        : change + " worse than " + with + allowed(asked);
  }

  private static String allowed(Comparison comparison) {
    Optional<BigDecimal> tolerance = Decimals.parse(comparison.tolerance());
    if (tolerance.isEmpty() || tolerance.get().signum() == 0) {
      return "";
    }
    return ", "
        + (comparison.relative()
            ? Numbers.exactPercent(tolerance.get())
            : Numbers.plain(tolerance.get()))
        + " allowed";
  }

  private static boolean isZero(String tolerance) {
    return Decimals.parse(tolerance).filter(number -> number.signum() == 0).isPresent();
  }

  private String shownValue() {
    List<BigDecimal> others = new ArrayList<>();
    check.bounds().forEach(bound -> Decimals.parse(bound.value()).ifPresent(others::add));
    if (baseline != null) {
      Decimals.parse(baseline.value()).ifPresent(others::add);
    }
    return Numbers.shown(written, value, others.toArray(BigDecimal[]::new));
  }

  private String shownLimit(Bound bound) {
    return Text.shown(bound.value(), 40);
  }
}
