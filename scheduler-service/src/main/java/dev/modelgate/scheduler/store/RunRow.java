package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.trigger.RefKind;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run: one workflow for one commit.
 *
 * @param planId what it was planned for
 * @param rootId the git event whose workflows it belongs to
 * @param tree id of the commit's tree
 * @param rerunOf number of the run that it runs again; null for a git event
 * @param finishedAt null while an experiment of it has not ended or was not judged
 */
@MappedEntity("run")
public record RunRow(
    @Id String runId,
    String planId,
    String rootId,
    String projectId,
    String projectName,
    String repository,
    int runNumber,
    String workflow,
    String ref,
    RefKind kind,
    String sha,
    @Nullable String beforeSha,
    String pusher,
    boolean onDefaultBranch,
    String defaultBranch,
    @Nullable String mergeBaseSha,
    String tree,
    @Nullable Integer rerunOf,
    Instant plannedAt,
    @Nullable Instant finishedAt) {}
