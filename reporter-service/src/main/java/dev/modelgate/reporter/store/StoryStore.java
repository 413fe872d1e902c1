package dev.modelgate.reporter.store;

import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.BaselineReport;
import dev.modelgate.reporter.render.CheckReport;
import dev.modelgate.reporter.render.ExperimentReport;
import dev.modelgate.reporter.render.LogText;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.Story;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Runs together with what they were compared with and how their logs end. */
@Singleton
public final class StoryStore {

  private static final int TAIL_LINES = 20;
  private static final long TAIL_BYTES = 32L * 1024;

  private final RunStore runs;
  private final LogStore logs;

  StoryStore(RunStore runs, LogStore logs) {
    this.runs = runs;
    this.logs = logs;
  }

  public Story of(RunReport run) {
    Map<String, BaselineReport> baselines = new HashMap<>();
    for (ExperimentReport experiment : run.experiments()) {
      experiment.checks().stream()
          .map(CheckReport::baseline)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(value -> baselines.put(experiment.id(), baseline(run, experiment, value)));
    }
    return new Story(run, baselines, tail(run));
  }

  private BaselineReport baseline(RunReport run, ExperimentReport experiment, BaselineValue value) {
    Optional<ExperimentReport> theirs =
        runs.of(run.key().project().id(), value.runNumber()).stream()
            .flatMap(other -> other.experiments().stream())
            .filter(other -> other.step().equals(experiment.step()) && other.outcome() != null)
            .findFirst();
    return new BaselineReport(value, theirs.map(ExperimentReport::environment).orElse(null));
  }

  private List<String> tail(RunReport run) {
    return newestAttempt(run)
        .flatMap(
            attempt ->
                logs.extent(attempt.id())
                    .map(
                        extent -> {
                          long from = Math.max(0, extent.size() - TAIL_BYTES);
                          LogWindow window = logs.read(attempt.id(), extent, from, extent.size());
                          return LogText.tail(window.segments(), TAIL_LINES);
                        }))
        .orElse(List.of());
  }

  /** The attempt whose log is shown first. */
  public static Optional<AttemptReport> newestAttempt(RunReport run) {
    return run.experiments().stream()
        .flatMap(experiment -> experiment.attempts().stream())
        .max(
            Comparator.comparing(
                    (AttemptReport attempt) -> attempt.startedAt(),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(AttemptReport::number)
                .thenComparing(AttemptReport::id));
  }
}
