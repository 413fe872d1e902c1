package dev.modelgate.checks.intake;

/**
 * A project, as events name it.
 *
 * @param repository its address, without credentials
 */
public record Project(ProjectId id, String name, String repository) {}
