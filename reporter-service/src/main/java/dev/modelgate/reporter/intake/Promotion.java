package dev.modelgate.reporter.intake;

import java.time.Instant;

/** A result became what later ones are compared with. */
public record Promotion(RunKey run, Instant at, String experimentId, String step, String branch)
    implements RunFact {}
