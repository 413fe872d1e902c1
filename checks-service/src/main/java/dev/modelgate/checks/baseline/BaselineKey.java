package dev.modelgate.checks.baseline;

import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.ProjectId;

/** What has a history of its own: one step of one workflow of one project. */
public record BaselineKey(ProjectId project, String workflow, String step) {

  /** The history that a finished experiment belongs to. */
  public static BaselineKey of(FinishedExperiment experiment) {
    return new BaselineKey(
        experiment.run().project().id(), experiment.run().workflow(), experiment.step());
  }
}
