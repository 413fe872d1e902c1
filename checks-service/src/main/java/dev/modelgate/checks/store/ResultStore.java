package dev.modelgate.checks.store;

import dev.modelgate.checks.baseline.BaselineKey;
import dev.modelgate.checks.baseline.PassedResult;
import dev.modelgate.checks.evaluate.Evaluation;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.ProjectId;
import dev.modelgate.checks.intake.RunId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What was said of experiments and runs. Everything here needs a transaction around it. */
@Singleton
public final class ResultStore {

  private final ExperimentResultRows experiments;
  private final MeasuredValueRows values;
  private final CheckResultRows checks;
  private final RunResultRows runs;

  ResultStore(
      ExperimentResultRows experiments,
      MeasuredValueRows values,
      CheckResultRows checks,
      RunResultRows runs) {
    this.experiments = experiments;
    this.values = values;
    this.checks = checks;
    this.runs = runs;
  }

  /** Whether something was said of the experiment. */
  public boolean isJudged(ExperimentId experiment) {
    return experiments.existsByExperimentId(experiment.value());
  }

  /** Whether something was said of the run. */
  public boolean isJudged(RunId run) {
    return runs.existsByRunId(run.value());
  }

  /** Keeps what is said of an experiment, and what it measured. */
  public void add(FinishedExperiment experiment, Evaluation evaluation, int revision, Instant at) {
    String id = experiment.id().value();
    experiments.save(
        new ExperimentResultRow(
            id,
            experiment.run().id().value(),
            experiment.run().project().id().value(),
            experiment.run().workflow(),
            experiment.step(),
            experiment.run().number(),
            experiment.run().ref(),
            experiment.run().sha(),
            experiment.outcome(),
            revision,
            evaluation.verdict(),
            evaluation.reason(),
            evaluation.sentence(),
            at));
    values.saveAll(
        experiment.values().entrySet().stream()
            .map(value -> MeasuredValueRow.of(id, value.getKey(), value.getValue()))
            .toList());
    checks.saveAll(
        IntStream.range(0, evaluation.checks().size())
            .mapToObj(
                place ->
                    CheckResultMapping.row(experiment.id(), place, evaluation.checks().get(place)))
            .toList());
  }

  /** Keeps what is said of a run. */
  public void add(FinishedRun run, Evaluation evaluation, int revision, Instant at) {
    runs.save(
        new RunResultRow(
            run.run().id().value(),
            run.run().project().id().value(),
            revision,
            evaluation.verdict(),
            evaluation.reason(),
            evaluation.sentence(),
            at));
  }

  /** What was said of a run's experiments. */
  public Map<ExperimentId, Evaluation> ofRun(RunId run) {
    List<ExperimentResultRow> rows = experiments.findByRunId(run.value());
    List<CheckResultRow> said =
        rows.isEmpty()
            ? List.of()
            : checks.findByExperimentIdInOrderByPlace(
                rows.stream().map(ExperimentResultRow::experimentId).toList());
    Map<ExperimentId, Evaluation> evaluations = new HashMap<>();
    for (ExperimentResultRow row : rows) {
      evaluations.put(
          new ExperimentId(row.experimentId()),
          new Evaluation(
              row.verdict(),
              row.reason(),
              row.sentence(),
              said.stream()
                  .filter(check -> check.experimentId().equals(row.experimentId()))
                  .map(CheckResultMapping::result)
                  .toList()));
    }
    return evaluations;
  }

  /** Passed results of these commits that are not in the ledger yet, in the order of their runs. */
  public List<PassedResult> promotable(ProjectId project, List<String> shas) {
    if (shas.isEmpty()) {
      return List.of();
    }
    List<ExperimentResultRow> rows = experiments.findPromotable(project.value(), shas);
    Map<String, Map<String, MeasuredNumber>> measured =
        MeasuredValues.of(values, rows.stream().map(ExperimentResultRow::experimentId).toList());
    List<PassedResult> results = new ArrayList<>();
    for (ExperimentResultRow row : rows) {
      results.add(
          new PassedResult(
              new BaselineKey(project, row.workflow(), row.step()),
              new ExperimentId(row.experimentId()),
              new RunId(row.runId()),
              row.runNumber(),
              row.ref(),
              row.sha(),
              measured.getOrDefault(row.experimentId(), Map.of())));
    }
    return results;
  }
}
