package dev.modelgate.scheduler.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A named unit of the workflow file.
 *
 * @param name letters, digits, '_', '.' and '-', at most 63
 * @param triggers when it runs; null where the file says nothing and the project's setting decides
 * @param step what it runs
 */
public record Workflow(String name, @Nullable Triggers triggers, Step step) {}
