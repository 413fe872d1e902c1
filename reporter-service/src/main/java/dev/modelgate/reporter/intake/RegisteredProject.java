package dev.modelgate.reporter.intake;

/** A project as it is registered. */
public record RegisteredProject(ProjectRef project, String team) {}
