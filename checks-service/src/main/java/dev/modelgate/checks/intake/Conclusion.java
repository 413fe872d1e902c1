package dev.modelgate.checks.intake;

/** How one experiment of a run ended and what the scheduler heard was said of it. */
public record Conclusion(ExperimentId experiment, String step, Outcome outcome, Verdict verdict) {}
