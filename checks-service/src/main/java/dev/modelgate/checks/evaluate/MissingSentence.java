package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Metric;
import org.jspecify.annotations.Nullable;

/** What people read of a check that has no number to judge. */
final class MissingSentence {

  private static final int MAX_PROBLEM = 160;
  private static final int MAX_VALUE = 40;

  private MissingSentence() {}

  /** That there is none, why, and, where the file lets that pass, that it does. */
  static String notFound(Check check, @Nullable Metric metric) {
    String name = MetricName.of(check);
    String why =
        metric == null || metric.problem() == null
            ? name + " was not found: the job wrote no " + Text.shown(check.key(), MAX_PROBLEM)
            : name + " could not be read: " + Text.shown(metric.problem(), MAX_PROBLEM);
    return check.passesIfNotFound() ? "passed, as the check allows it: " + why : "failed: " + why;
  }

  static String notANumber(Check check, String value, @Nullable String note) {
    String name = MetricName.of(check);
    String aggregate = CheckSentence.aggregate(check);
    String said =
        value.equals("NaN")
            ? name
                + " is NaN"
                + (aggregate.isEmpty() ? "" : " (" + aggregate + ")")
                + ", which is in no range"
            : name + " is no number that can be judged: " + Text.shown(value, MAX_VALUE);
    return "failed: " + said + CheckSentence.noted(note);
  }
}
