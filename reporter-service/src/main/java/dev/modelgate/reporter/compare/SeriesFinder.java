package dev.modelgate.reporter.compare;

import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.CheckReport;
import dev.modelgate.reporter.render.ExperimentReport;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.series.AllSeries;
import dev.modelgate.reporter.series.SeriesReader;
import dev.modelgate.reporter.store.RunStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what the jobs of a run logged, and what the baseline's job did. */
@Singleton
public final class SeriesFinder {

  /** Attempts that ended without a file are passed over, the newest first; not all of thousands. */
  private static final int ATTEMPTS_TRIED = 3;

  private final RunStore runs;
  private final SeriesReader reader;

  SeriesFinder(RunStore runs, SeriesReader reader) {
    this.runs = runs;
    this.reader = reader;
  }

  /** Of the newest attempt that has any. */
  public Measured of(RunReport run, ExperimentReport experiment) {
    List<AttemptReport> attempts = experiment.attempts().reversed();
    String remark = "";
    for (AttemptReport attempt : attempts.subList(0, Math.min(ATTEMPTS_TRIED, attempts.size()))) {
      AllSeries all = reader.of(attempt.id());
      if (!all.series().isEmpty()) {
        return new Measured(run, experiment.step(), attempt.number(), all);
      }
      remark = remark.isEmpty() ? all.remark() : remark;
    }
    return new Measured(run, experiment.step(), 0, AllSeries.none(remark));
  }

  /**
   * Of one attempt.
   *
   * @param step null for the first step that has such an attempt
   * @param attempt null for the newest that has any
   */
  public Optional<Measured> of(RunReport run, @Nullable String step, @Nullable Integer attempt) {
    List<ExperimentReport> steps =
        run.experiments().stream().filter(e -> step == null || e.step().equals(step)).toList();
    if (attempt == null) {
      return steps.stream()
          .map(experiment -> of(run, experiment))
          .filter(measured -> !measured.all().series().isEmpty())
          .findFirst()
          .or(() -> steps.stream().findFirst().map(experiment -> of(run, experiment)));
    }
    for (ExperimentReport experiment : steps) {
      for (AttemptReport one : experiment.attempts()) {
        if (one.number() == attempt) {
          return Optional.of(new Measured(run, experiment.step(), attempt, reader.of(one.id())));
        }
      }
    }
    return Optional.empty();
  }

  /** Of the run that this step's checks were compared with, where that run is known. */
  public Optional<Measured> baseline(RunReport run, String step) {
    return run.experiments().stream()
        .filter(experiment -> experiment.step().equals(step))
        .flatMap(experiment -> experiment.checks().stream())
        .map(CheckReport::baseline)
        .filter(Objects::nonNull)
        .map(BaselineValue::runNumber)
        .findFirst()
        .flatMap(number -> runs.find(run.project(), number))
        .flatMap(
            other ->
                other.experiments().stream()
                    .filter(experiment -> experiment.step().equals(step))
                    .findFirst()
                    .map(experiment -> of(other, experiment)));
  }
}
