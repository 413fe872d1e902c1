package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.CheckReport;

/**
 * How a value stands against its baseline.
 *
 * @param text {@code +0.3 %}
 * @param tone {@code better}, {@code worse} or {@code same}; where nobody said which is better, it
 *     is worse where the check failed
 */
public record Change(String text, String tone) {

  /** Empty text where there is nothing to compare with. */
  static Change of(CheckReport check) {
    int direction = check.direction();
    boolean worse =
        direction < 0 || (check.comparison() == null && check.verdict() == Verdict.FAILED);
    String tone = direction > 0 ? "better" : worse ? "worse" : "same";
    return new Change(check.change().orElse(""), tone);
  }
}
