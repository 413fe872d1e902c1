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
 * @param aggregate how the value is made of a series, as the file writes it; null where it is not
 * @param judged the rounded value that the bounds were compared with; null where the raw one was
 * @param verdict null while it is not judged
 * @param target the bounds as the file writes them in one; null where it has them one by one
 * @param inComment whether the comment lists it
 */
public record CheckReport(
    String key,
    @Nullable String aggregate,
    @Nullable String value,
    @Nullable String judged,
    @Nullable Verdict verdict,
    List<Bound> bounds,
    @Nullable String target,
    @Nullable Boolean boundsMet,
    @Nullable Comparison comparison,
    @Nullable BaselineValue baseline,
    @Nullable Boolean comparisonMet,
    @Nullable String reason,
    @Nullable String sentence,
    boolean inComment) {

  static CheckReport of(PlannedCheck check) {
    return new CheckReport(
        check.key(),
        check.aggregate(),
        null,
        null,
        null,
        check.bounds(),
        check.target(),
        null,
        check.comparison(),
        null,
        null,
        null,
        null,
        !check.onPageOnly());
  }

  static CheckReport of(JudgedCheck check) {
    return new CheckReport(
        check.key(),
        check.aggregate(),
        check.value(),
        check.judged(),
        check.verdict(),
        check.bounds(),
        check.target(),
        check.boundsMet(),
        check.comparison(),
        check.baseline(),
        check.comparisonMet(),
        check.reason(),
        check.sentence(),
        !check.onPageOnly());
  }

  /** What people call the metric. */
  public MetricName metric() {
    return MetricName.of(key);
  }

  /** The value in a few digits, with what it was rounded to where that is another number. */
  public String shownValue() {
    String rounding = shownRounding();
    String shown = value == null ? "–" : Figures.shown(value);
    return rounding.isEmpty() ? shown : shown + " (" + rounding + ")";
  }

  /** {@code rounded 0.99} where another number than the value was judged, else nothing. */
  public String shownRounding() {
    return value == null || judged == null || Figures.direction(value, judged) == 0
        ? ""
        : "rounded " + Clamp.line(judged, 40);
  }

  /** The bounds in words, a range as the file writes it; {@code –} where there are none. */
  public String shownTarget() {
    if (bounds.isEmpty()) {
      return "–";
    }
    return target != null && bounds.size() > 1 ? "in " + target : Words.bounds(bounds);
  }

  /** Whether it was not to count here, however its job ended. */
  public boolean isExempt() {
    return verdict == Verdict.SKIPPED && "only-pulls".equals(reason);
  }

  /** Whether it holds for a number that the job did not write. */
  public boolean isCommitted() {
    return "not-written".equals(reason);
  }

  /** How the value stands against the baseline, {@code −2.9 %}. */
  public Optional<String> change() {
    return value == null || baseline == null
        ? Optional.empty()
        : Figures.change(value, baseline.value());
  }

  /** As {@link #direction(String, String)}, against the baseline. */
  public int direction() {
    return value == null || baseline == null ? 0 : direction(value, baseline.value());
  }

  /**
   * Whether a value of this metric moved in the better (1) or the worse direction (−1); 0 where
   * nobody said which one that is.
   */
  public int direction(String to, String from) {
    if (comparison == null) {
      return 0;
    }
    int direction = Figures.direction(to, from);
    return switch (comparison.better()) {
      case HIGHER -> direction;
      case LOWER -> -direction;
      case UNKNOWN -> 0;
    };
  }
}
