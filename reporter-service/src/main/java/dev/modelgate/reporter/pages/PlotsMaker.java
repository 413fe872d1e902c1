package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.compare.Measured;
import dev.modelgate.reporter.compare.SeriesFinder;
import dev.modelgate.reporter.render.CheckReport;
import dev.modelgate.reporter.render.ExperimentReport;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import dev.modelgate.reporter.series.Series;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the plots of a page need and draws them. It asks S3: not within a transaction. */
@Singleton
final class PlotsMaker {

  /** What the keys of checks over series begin with. */
  private static final String SERIES = "tensorflow:";

  private final SeriesFinder finder;

  PlotsMaker(SeriesFinder finder) {
    this.finder = finder;
  }

  /** The plots of each step that has any, by the step's name. */
  Map<String, PlotsView> ofRun(RunReport run, PlotChoice choice) {
    Map<String, PlotsView> plots = new LinkedHashMap<>();
    for (ExperimentReport experiment : run.experiments()) {
      Measured own = finder.of(run, experiment);
      Optional<Measured> baseline =
          own.all().series().isEmpty()
              ? Optional.empty()
              : finder.baseline(run, experiment.step()).filter(b -> !b.run().equals(run));
      String name = baseline.map(b -> b.run().branch() + " #" + b.run().key().number()).orElse("");
      String id = "plots-" + (plots.size() + 1);
      plots.put(
          experiment.step(),
          experiment.state() == RunState.FINISHED || !own.all().series().isEmpty()
              ? PlotsView.ofRun(id, own, baseline, name, first(experiment, own), choice)
              : PlotsView.none(id, isAwaited(experiment) ? "Drawn when the job has ended." : ""));
    }
    return plots;
  }

  /** The plots of several runs over each other, for each step that any of them has. */
  Map<String, PlotsView> ofRuns(List<RunReport> runs, PlotChoice choice) {
    List<Integer> numbers = runs.stream().map(run -> run.key().number()).toList();
    Map<String, List<Measured>> byStep = new LinkedHashMap<>();
    for (RunReport run : runs) {
      for (ExperimentReport experiment : run.experiments()) {
        byStep
            .computeIfAbsent(experiment.step(), step -> new ArrayList<>())
            .add(finder.of(run, experiment));
      }
    }
    Map<String, PlotsView> plots = new LinkedHashMap<>();
    byStep.forEach(
        (step, measured) ->
            plots.put(
                step, PlotsView.ofRuns("plots-" + (plots.size() + 1), numbers, measured, choice)));
    return plots;
  }

  private static boolean isAwaited(ExperimentReport experiment) {
    return experiment.state() == RunState.RUNNING
        && experiment.checks().stream().anyMatch(check -> check.key().startsWith(SERIES));
  }

  /** Tags that checks name: what is judged is what a reader looks for first. */
  private static Set<String> first(ExperimentReport experiment, Measured own) {
    Set<String> judged =
        experiment.checks().stream()
            .map(CheckReport::key)
            .filter(key -> key.startsWith(SERIES))
            .map(key -> key.substring(SERIES.length()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return own.all().series().stream()
        .filter(series -> judged.contains(series.name()) || judged.contains(series.tag()))
        .map(Series::tag)
        .collect(Collectors.toSet());
  }
}
