package dev.modelgate.reporter.intake;

import java.time.Instant;

/** Something that is said of a run, once or in revisions; facts may arrive in any order. */
public sealed interface RunFact
    permits PlannedRun,
        QueuedExperiment,
        StartedExperiment,
        FinishedExperiment,
        FinishedRun,
        Evaluation,
        Promotion {

  /** The run that it is about. */
  RunKey run();

  /** When it happened. */
  Instant at();
}
