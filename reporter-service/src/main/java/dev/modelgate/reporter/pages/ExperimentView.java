package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.Metric;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.render.BaselineReport;
import dev.modelgate.reporter.render.Differences;
import dev.modelgate.reporter.render.ExperimentReport;
import dev.modelgate.reporter.render.Figures;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.Story;
import dev.modelgate.reporter.render.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One experiment on the page of its run.
 *
 * @param against heading of the baseline's column, {@code Against main (3f9c2ab)}
 * @param baselineUrl page of the baseline's run; empty where there is none
 * @param changed a sentence on what differs from the baseline's run; empty until its job has ended
 * @param compareUrl page that lays the run and its baseline's side by side; empty where there is
 *     none
 * @param plots what its job logged step by step
 */
public record ExperimentView(
    String step,
    String against,
    String baselineUrl,
    List<CheckRow> checks,
    List<Pair> otherMetrics,
    String changed,
    List<ChangeRow> differences,
    String compareUrl,
    PlotsView plots,
    List<AttemptRow> attempts,
    List<Pair> environment) {

  static ExperimentView of(
      Story story, ExperimentReport experiment, PlotsView plots, Links links, Instant now) {
    RunReport run = story.run();
    BaselineReport baseline = story.baseline(experiment).orElse(null);
    Map<String, String> before = baseline == null ? null : baseline.environment();
    List<Differences.Difference> differences =
        before == null || experiment.outcome() == null
            ? List.of()
            : Differences.between(before, experiment.environment());
    return new ExperimentView(
        experiment.step(),
        baseline == null
            ? "Baseline"
            : "Against " + baseline.branch() + " (" + Words.shortSha(baseline.value().sha()) + ")",
        baseline == null ? "" : links.run(run.project(), baseline.value().runNumber()),
        experiment.checks().stream().map(CheckRow::of).toList(),
        experiment.otherMetrics().stream().map(ExperimentView::metric).toList(),
        changed(experiment, baseline, differences),
        differences.stream().map(ChangeRow::of).toList(),
        compareUrl(run, baseline, links),
        plots,
        experiment.attempts().stream()
            .map(a -> AttemptRow.of(a, experiment.state(), links.log(run, LogOf.name(run, a)), now))
            .toList(),
        new TreeMap<>(experiment.environment())
            .entrySet().stream().map(e -> new Pair(e.getKey(), e.getValue())).toList());
  }

  private static String compareUrl(RunReport run, @Nullable BaselineReport baseline, Links links) {
    return baseline == null || baseline.value().runNumber() == run.key().number()
        ? ""
        : links.compare(run.project(), List.of(baseline.value().runNumber(), run.key().number()));
  }

  private static Pair metric(Metric metric) {
    String value = metric.value();
    if (value != null) {
      return new Pair(metric.key(), Figures.shown(value));
    }
    return new Pair(metric.key(), metric.problem() == null ? "–" : metric.problem());
  }

  private static String changed(
      ExperimentReport experiment,
      @Nullable BaselineReport baseline,
      List<Differences.Difference> differences) {
    if (experiment.outcome() == null) {
      return "";
    }
    if (baseline == null) {
      return experiment.outcome() == Outcome.SUCCEEDED
          ? "There is nothing to compare with yet."
          : "Not compared, because the job did not succeed.";
    }
    if (baseline.environment() == null) {
      return "Not known: the baseline's run is not known here.";
    }
    return differences.isEmpty()
        ? "The settings are those of the baseline's run: what differs is in the commit."
        : "Settings that differ from the baseline's run:";
  }
}
