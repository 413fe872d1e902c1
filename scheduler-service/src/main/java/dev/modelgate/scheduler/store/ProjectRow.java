package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a project.
 *
 * @param lastRunNumber 0 before the first run
 * @param lastSequence of its events in the topic of experiments; 0 before the first
 * @param tipBranch the default branch that was last said to have moved
 * @param tip where it was said to point
 * @param removedAt when it was removed; null while it is there
 */
@MappedEntity("project")
public record ProjectRow(
    @Id String projectId,
    int lastRunNumber,
    long lastSequence,
    @Nullable String tipBranch,
    @Nullable String tip,
    @Nullable Instant removedAt) {}
