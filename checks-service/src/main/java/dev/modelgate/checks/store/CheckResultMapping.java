package dev.modelgate.checks.store;

import dev.modelgate.checks.baseline.EntryId;
import dev.modelgate.checks.evaluate.BaselineValue;
import dev.modelgate.checks.evaluate.CheckResult;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.MetricDefinition;
import dev.modelgate.checks.intake.Rounding;
import org.jspecify.annotations.Nullable;

/** What a check said, as a row and back. */
final class CheckResultMapping {

  private CheckResultMapping() {}

  static CheckResultRow row(ExperimentId experiment, int place, CheckResult result) {
    Check check = result.check();
    Comparison comparison = check.comparison();
    Rounding rounding = check.rounding();
    BaselineValue baseline = result.baseline();
    return new CheckResultRow(
        null,
        experiment.value(),
        place,
        check.key(),
        check.definition().source(),
        check.definition().name(),
        check.definition().file(),
        check.definition().pointer(),
        check.definition().aggregate(),
        check.line(),
        BoundsText.write(check.bounds()),
        check.target(),
        rounding == null ? null : rounding.up(),
        rounding == null ? null : rounding.precision(),
        check.onlyPulls(),
        check.passesIfNotFound(),
        check.inComment(),
        comparison == null ? null : comparison.better(),
        comparison == null ? null : comparison.tolerance(),
        comparison == null ? null : comparison.relative(),
        result.value(),
        result.judged(),
        result.verdict(),
        result.boundsMet(),
        baseline == null ? null : baseline.value(),
        baseline == null ? null : baseline.entry().value(),
        baseline == null ? null : baseline.sha(),
        baseline == null ? null : baseline.runNumber(),
        baseline == null ? null : baseline.ref(),
        baseline == null ? null : baseline.branch(),
        result.comparisonMet(),
        result.reason(),
        result.sentence());
  }

  static CheckResult result(CheckResultRow row) {
    Check check =
        new Check(
            row.metric(),
            new MetricDefinition(
                row.source(), row.name(), row.file(), row.pointer(), row.aggregate()),
            BoundsText.read(row.bounds()),
            row.target(),
            rounding(row),
            comparison(row),
            row.onlyPulls(),
            row.passesIfNotFound(),
            row.inComment(),
            row.line());
    return new CheckResult(
        check,
        row.value(),
        row.judged(),
        row.verdict(),
        row.boundsMet(),
        baseline(row),
        row.comparisonMet(),
        row.reason(),
        row.sentence());
  }

  private static @Nullable Comparison comparison(CheckResultRow row) {
    return row.better() == null || row.tolerance() == null || row.relative() == null
        ? null
        : new Comparison(row.better(), row.tolerance(), row.relative());
  }

  private static @Nullable Rounding rounding(CheckResultRow row) {
    return row.roundedUp() == null || row.decimals() == null
        ? null
        : new Rounding(row.roundedUp(), row.decimals());
  }

  private static @Nullable BaselineValue baseline(CheckResultRow row) {
    if (row.baselineValue() == null
        || row.baselineEntry() == null
        || row.baselineSha() == null
        || row.baselineRun() == null
        || row.baselineRef() == null
        || row.baselineBranch() == null) {
      return null;
    }
    return new BaselineValue(
        row.baselineValue(),
        new EntryId(row.baselineEntry()),
        row.baselineSha(),
        row.baselineRun(),
        row.baselineRef(),
        row.baselineBranch());
  }
}
