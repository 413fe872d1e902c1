package dev.modelgate.checks.baseline;

import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.RunId;
import java.util.Map;

/**
 * An experiment that succeeded and whose checks all hold: it becomes a baseline once its commit is
 * on the default branch, and never before.
 *
 * @param ref full name of the ref that its run was for
 * @param values what it measured, by key
 */
public record PassedResult(
    BaselineKey key,
    ExperimentId experiment,
    RunId run,
    int runNumber,
    String ref,
    String sha,
    Map<String, MeasuredNumber> values) {
  public PassedResult {
    values = Map.copyOf(values);
  }

  /** The caller has judged that it passed. */
  public static PassedResult of(FinishedExperiment experiment) {
    return new PassedResult(
        BaselineKey.of(experiment),
        experiment.id(),
        experiment.run().id(),
        experiment.run().number(),
        experiment.run().ref(),
        experiment.run().sha(),
        experiment.values());
  }
}
