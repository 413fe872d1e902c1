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
import java.util.Optional;
import java.util.stream.IntStream;

/** What was said of experiments and runs. Everything here needs a transaction around it. */
@Singleton
public final class ResultStore {

  private final ExperimentResultRows experiments;
  private final MeasuredValueRows values;
  private final CheckResultRows checks;
  private final RunResultRows runs;
  private final RunText text;

  ResultStore(
      ExperimentResultRows experiments,
      MeasuredValueRows values,
      CheckResultRows checks,
      RunResultRows runs,
      RunText text) {
    this.experiments = experiments;
    this.values = values;
    this.checks = checks;
    this.runs = runs;
    this.text = text;
  }

  /** What was said of the experiment. */
  public Said said(ExperimentId experiment) {
    return experiments
        .findByExperimentId(experiment.value())
        .map(row -> new Said(row.revision(), row.reason(), row.sentence()))
        .orElse(Said.NOTHING);
  }

  /** What was said of the run. */
  public Said said(RunId run) {
    return runs.findByRunId(run.value())
        .map(row -> new Said(row.revision(), row.reason(), row.sentence()))
        .orElse(Said.NOTHING);
  }

  /** Keeps what is said of an experiment, and what it measured, in place of what was before. */
  public void put(FinishedExperiment experiment, Evaluation evaluation, int revision, Instant at) {
    ExperimentResultRow row = row(experiment, evaluation, revision, at);
    String id = row.experimentId();
    if (revision == 1) {
      experiments.save(row);
    } else {
      experiments.update(row);
      values.deleteByExperimentId(id);
      checks.deleteByExperimentId(id);
    }
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

  private static ExperimentResultRow row(
      FinishedExperiment experiment, Evaluation evaluation, int revision, Instant at) {
    return new ExperimentResultRow(
        experiment.id().value(),
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
        at);
  }

  /** Keeps what is said of a run, in place of what was before. */
  public void put(FinishedRun run, Evaluation evaluation, int revision, Instant at) {
    RunResultRow row =
        new RunResultRow(
            run.run().id().value(),
            run.run().project().id().value(),
            revision,
            evaluation.verdict(),
            evaluation.reason(),
            evaluation.sentence(),
            at,
            text.write(run));
    if (revision == 1) {
      runs.save(row);
    } else {
      runs.update(row);
    }
  }

  /** The end of a run as it was heard; empty while the run goes on. */
  public Optional<FinishedRun> heard(RunId run) {
    return runs.findByRunId(run.value()).map(RunResultRow::heard).map(text::read);
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
