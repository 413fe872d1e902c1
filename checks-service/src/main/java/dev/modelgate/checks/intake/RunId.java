package dev.modelgate.checks.intake;

/** Identity of a run. */
public record RunId(String value) {}
