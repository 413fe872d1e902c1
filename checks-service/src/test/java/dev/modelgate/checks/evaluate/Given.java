package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.baseline.BranchPosition;
import dev.modelgate.checks.baseline.EntryId;
import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.MetricDefinition;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Project;
import dev.modelgate.checks.intake.ProjectId;
import dev.modelgate.checks.intake.Rounding;
import dev.modelgate.checks.intake.Run;
import dev.modelgate.checks.intake.RunId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Experiments, checks and baselines for the tables of the tests. */
final class Given {

  static final String KEY = "json:metrics.json:/accuracy";
  static final String TAG = "tensorflow:accuracy";

  private Given() {}

  static final MetricDefinition JSON =
      new MetricDefinition("json", "", "metrics.json", "/accuracy", null);

  static Check check(List<Bound> bounds, @Nullable Comparison comparison) {
    return new Check(KEY, JSON, bounds, null, null, comparison, false, false, true, 5);
  }

  /** A check of version 2 over the mean of the tag "accuracy". */
  static Check version2(String target, Rounding rounding) {
    return version2(target, rounding, "mean");
  }

  static Check version2(String target, Rounding rounding, String aggregate) {
    return new Check(
        TAG,
        new MetricDefinition("tensorflow", "accuracy", "", "", aggregate),
        bounds(target),
        target,
        rounding,
        null,
        false,
        false,
        true,
        12);
  }

  /** The bounds of a target, as the scheduler reads it. */
  static List<Bound> bounds(String target) {
    int dots = target.indexOf("..");
    String low = dots < 0 ? target : target.substring(0, dots);
    String high = dots < 0 ? "" : target.substring(dots + 2);
    List<Bound> bounds = new ArrayList<>();
    if (!low.isEmpty()) {
      bounds.add(new Bound(Bound.Operator.ABOVE, low));
    }
    if (!high.isEmpty()) {
      bounds.add(new Bound(Bound.Operator.BELOW, high));
    }
    return bounds;
  }

  static Check atLeast(String bound) {
    return check(List.of(new Bound(Bound.Operator.AT_LEAST, bound)), null);
  }

  static Check compared(Comparison.Better better, String tolerance, boolean relative) {
    return check(List.of(), new Comparison(better, tolerance, relative));
  }

  static Metric metric(String value) {
    return new Metric(KEY, value, null, null, null);
  }

  /** A number of a file that the job did not write, as the runner agent notes it. */
  static Metric committed(String key, String value) {
    String note = "the job did not write metrics.json: this is the file as it was committed";
    return new Metric(key, value, null, null, note);
  }

  static List<BaselineNumber> baseline(String value) {
    return baseline(KEY, value, JSON);
  }

  static List<BaselineNumber> baseline(String key, String value, MetricDefinition definition) {
    return List.of(number(key, value, definition, 1));
  }

  static BaselineNumber number(
      String key, String value, MetricDefinition definition, int sequence) {
    return new BaselineNumber(
        key,
        new MeasuredNumber(value, definition),
        new EntryId("entry-" + sequence),
        1,
        "refs/heads/main",
        "3f9c2ab",
        new BranchPosition("main", sequence, 0));
  }

  static FinishedExperiment experiment(
      Outcome outcome, @Nullable Integer exitCode, @Nullable String message, Check... checks) {
    return new FinishedExperiment(
        "event-1",
        new ExperimentId("experiment-1"),
        run(),
        "train",
        List.of(checks),
        outcome,
        exitCode,
        message,
        List.of(metric("0.976")),
        List.of());
  }

  static Run run() {
    return new Run(
        new RunId("run-1"),
        2,
        new Project(new ProjectId("p"), "penguins", "/srv/penguins.git"),
        "refs/heads/main",
        "b81e07d",
        "train",
        true,
        false);
  }
}
