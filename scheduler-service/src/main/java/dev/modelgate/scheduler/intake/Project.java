package dev.modelgate.scheduler.intake;

/**
 * A registered repository, as an event names it.
 *
 * @param id its id
 * @param name as people type it
 * @param repository its address, without credentials
 */
public record Project(String id, String name, String repository) {}
