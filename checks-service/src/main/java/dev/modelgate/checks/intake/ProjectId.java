package dev.modelgate.checks.intake;

/** Identity of a project. */
public record ProjectId(String value) {}
