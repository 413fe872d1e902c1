package dev.modelgate.reporter.store;

import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.render.BaselineReport;
import dev.modelgate.reporter.render.CheckReport;
import dev.modelgate.reporter.render.ExperimentReport;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.Story;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Runs together with what they were compared with. */
@Singleton
public final class StoryStore {

  private final RunStore runs;

  StoryStore(RunStore runs) {
    this.runs = runs;
  }

  /** The story without the end of its log, which lies elsewhere. */
  public Story of(RunReport run) {
    Map<String, BaselineReport> baselines = new HashMap<>();
    for (ExperimentReport experiment : run.experiments()) {
      experiment.checks().stream()
          .map(CheckReport::baseline)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(value -> baselines.put(experiment.id(), baseline(run, experiment, value)));
    }
    return new Story(run, baselines, List.of());
  }

  private BaselineReport baseline(RunReport run, ExperimentReport experiment, BaselineValue value) {
    Optional<ExperimentReport> theirs =
        runs.of(run.key().project().id(), value.runNumber()).stream()
            .flatMap(other -> other.experiments().stream())
            .filter(other -> other.step().equals(experiment.step()) && other.outcome() != null)
            .findFirst();
    return new BaselineReport(value, theirs.map(ExperimentReport::environment).orElse(null));
  }
}
