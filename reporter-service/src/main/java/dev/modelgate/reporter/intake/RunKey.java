package dev.modelgate.reporter.intake;

/**
 * The run that an event is about, as every event of a run names it.
 *
 * @param number its number in the project, from 1
 * @param ref full name of the ref
 */
public record RunKey(
    String runId, ProjectRef project, int number, String workflow, String ref, String sha) {}
