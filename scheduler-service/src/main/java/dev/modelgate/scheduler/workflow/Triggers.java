package dev.modelgate.scheduler.workflow;

/**
 * When a workflow runs, as the file says.
 *
 * @param push which pushes start it
 */
public record Triggers(PushTrigger push) {}
