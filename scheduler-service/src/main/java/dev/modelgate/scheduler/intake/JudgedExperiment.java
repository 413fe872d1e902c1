package dev.modelgate.scheduler.intake;

/**
 * A verdict over an experiment.
 *
 * @param eventId id of the event that brought it
 * @param revision from 1; the highest counts
 */
public record JudgedExperiment(
    String eventId, String runId, String experimentId, int revision, Verdict verdict) {}
