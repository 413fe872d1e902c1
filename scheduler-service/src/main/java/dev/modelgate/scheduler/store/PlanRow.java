package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.intake.GitEvent;
import dev.modelgate.scheduler.trigger.BuildBranches;
import dev.modelgate.scheduler.trigger.RefKind;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be planned.
 *
 * @param planId id of the event that asks for it
 * @param rootId id of the git event whose workflows it belongs to; its own unless it is a rerun
 * @param sha null where the ref was deleted
 * @param defaultBranch as the settings say; null: what the repository says
 * @param rerunOf number of the run that is to run again; null for a git event
 * @param workflow the one that is to run again; null for a git event
 * @param settledAt when it was planned or declined; null while it is neither
 * @param workflows what became of each workflow as JSON; null while nothing is planned
 */
@MappedEntity("plan")
public record PlanRow(
    @Id String planId,
    String rootId,
    String projectId,
    String projectName,
    String repository,
    String ref,
    RefKind kind,
    @Nullable String sha,
    @Nullable String beforeSha,
    String pusher,
    @Nullable String defaultBranch,
    BuildBranches buildBranches,
    @Nullable Integer rerunOf,
    @Nullable String workflow,
    Instant receivedAt,
    @Nullable Instant settledAt,
    @Nullable String workflows) {

  /** What a git event asks for. */
  public static PlanRow of(GitEvent event, Instant receivedAt) {
    return new PlanRow(
        event.eventId(),
        event.eventId(),
        event.project().id(),
        event.project().name(),
        event.project().repository(),
        event.ref(),
        event.kind(),
        event.sha(),
        event.before(),
        event.pusher(),
        event.defaultBranch(),
        event.buildBranches(),
        null,
        null,
        receivedAt,
        null,
        null);
  }

  public boolean isSettled() {
    return settledAt != null;
  }

  public boolean isRerun() {
    return rerunOf != null;
  }
}
