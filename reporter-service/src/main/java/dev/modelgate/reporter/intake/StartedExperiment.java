package dev.modelgate.reporter.intake;

import java.time.Instant;

/** An attempt of an experiment runs. */
public record StartedExperiment(
    RunKey run,
    Instant at,
    String experimentId,
    String step,
    String attemptId,
    int attemptNumber,
    String runner,
    Instant startedAt)
    implements RunFact {}
