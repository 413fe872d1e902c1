package dev.modelgate.reporter.intake;

import java.time.Instant;

/** Every experiment of a run has ended and was judged. */
public record FinishedRun(RunKey run, Instant at, long sequence) implements RunFact {}
