package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.render.CheckReport;
import dev.modelgate.reporter.render.Figures;
import dev.modelgate.reporter.render.Words;

/**
 * One line of the table of checks.
 *
 * @param name what people call the metric, with its aggregate
 * @param key its full name in the workflow file
 * @param value rounded for reading; {@code exact} is as it was written
 * @param rounded the number that was judged; empty where that is the value
 * @param target the bounds that were asked for
 * @param baseline what it is compared with, rounded
 * @param asked the comparison that was asked for
 */
public record CheckRow(
    Badge badge,
    String name,
    String key,
    String value,
    String exact,
    String rounded,
    String target,
    String baseline,
    String baselineExact,
    Change change,
    String asked,
    String summary) {

  static CheckRow of(CheckReport check) {
    BaselineValue baseline = check.baseline();
    return new CheckRow(
        Badge.ofCheck(check.verdict()),
        name(check),
        check.key(),
        check.value() == null ? "–" : Figures.shown(check.value()),
        check.value() == null ? "" : check.value(),
        check.shownRounding(),
        check.shownTarget(),
        baseline == null ? "–" : Figures.shown(baseline.value()),
        baseline == null ? "" : baseline.value(),
        Change.of(check),
        check.comparison() == null ? "" : Words.comparison(check.comparison()),
        summary(check));
  }

  private static String name(CheckReport check) {
    String aggregate = check.aggregate();
    return check.metric().name() + (aggregate == null ? "" : " (" + aggregate + ")");
  }

  private static String summary(CheckReport check) {
    return check.verdict() == null || check.sentence() == null
        ? "waiting for the result"
        : Words.withoutVerdict(check.verdict(), check.sentence());
  }
}
