package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.intake.Bound;
import dev.modelgate.reporter.intake.Comparison;
import dev.modelgate.reporter.intake.JudgedCheck;
import dev.modelgate.reporter.intake.PlannedCheck;
import dev.modelgate.reporter.intake.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check, judged or still waiting for its value.
 *
 * @param verdict null while it is not judged
 */
public record CheckReport(
    String key,
    @Nullable String value,
    @Nullable Verdict verdict,
    List<Bound> bounds,
    @Nullable Boolean boundsMet,
    @Nullable Comparison comparison,
    @Nullable BaselineValue baseline,
    @Nullable Boolean comparisonMet,
    @Nullable String reason,
    @Nullable String sentence) {

  static CheckReport of(PlannedCheck check) {
    return new CheckReport(
        check.key(), null, null, check.bounds(), null, check.comparison(), null, null, null, null);
  }

  static CheckReport of(JudgedCheck check) {
    return new CheckReport(
        check.key(),
        check.value(),
        check.verdict(),
        check.bounds(),
        check.boundsMet(),
        check.comparison(),
        check.baseline(),
        check.comparisonMet(),
        check.reason(),
        check.sentence());
  }

  /** What people call the metric. */
  public MetricName metric() {
    return MetricName.of(key);
  }

  /** How the value stands against the baseline, {@code −2.9 %}. */
  public Optional<String> change() {
    return value == null || baseline == null
        ? Optional.empty()
        : Figures.change(value, baseline.value());
  }

  /**
   * Whether the value moved in the better (1) or the worse direction (−1); 0 where that is not
   * known.
   */
  public int direction() {
    if (value == null || baseline == null || comparison == null) {
      return 0;
    }
    int direction = Figures.direction(value, baseline.value());
    return switch (comparison.better()) {
      case HIGHER -> direction;
      case LOWER -> -direction;
      case UNKNOWN -> 0;
    };
  }
}
