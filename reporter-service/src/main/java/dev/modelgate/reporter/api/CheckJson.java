package dev.modelgate.reporter.api;

import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.intake.Bound;
import dev.modelgate.reporter.intake.Comparison;
import dev.modelgate.reporter.render.CheckReport;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One check; {@code verdict} is null while it is not judged. */
@Serdeable
record CheckJson(
    String key,
    @Nullable String aggregate,
    @Nullable String value,
    @Nullable String judged,
    @Nullable String verdict,
    List<BoundJson> bounds,
    @Nullable String target,
    @Nullable Boolean boundsMet,
    @Nullable ComparisonJson comparison,
    @Nullable BaselineJson baseline,
    @Nullable Boolean comparisonMet,
    @Nullable String reason,
    @Nullable String sentence,
    boolean inComment) {

  static CheckJson of(CheckReport check) {
    Comparison comparison = check.comparison();
    BaselineValue baseline = check.baseline();
    return new CheckJson(
        check.key(),
        check.aggregate(),
        check.value(),
        check.judged(),
        check.verdict() == null ? null : check.verdict().word(),
        check.bounds().stream().map(BoundJson::of).toList(),
        check.target(),
        check.boundsMet(),
        comparison == null
            ? null
            : new ComparisonJson(
                comparison.better().word(), comparison.tolerance(), comparison.relative()),
        baseline == null
            ? null
            : new BaselineJson(
                baseline.value(), baseline.sha(), baseline.runNumber(), baseline.ref()),
        check.comparisonMet(),
        check.reason(),
        check.sentence(),
        check.inComment());
  }

  /** A bound, {@code at-least 0.90}. */
  @Serdeable
  record BoundJson(String operator, String value) {

    static BoundJson of(Bound bound) {
      return new BoundJson(bound.operator().code(), bound.value());
    }
  }

  /** The comparison that was asked for. */
  @Serdeable
  record ComparisonJson(String better, String tolerance, boolean relative) {}

  /** What the value was compared with. */
  @Serdeable
  record BaselineJson(String value, String sha, int runNumber, String ref) {}
}
