package dev.modelgate.reporter.intake;

/**
 * The project that an event is about, as every event names it.
 *
 * @param repository address of the repository, without credentials
 */
public record ProjectRef(String id, String name, String repository) {}
