package dev.modelgate.checks.intake;

/** Identity of an experiment. */
public record ExperimentId(String value) {}
