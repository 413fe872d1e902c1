package dev.modelgate.scheduler.intake;

import dev.modelgate.scheduler.trigger.BuildBranches;
import dev.modelgate.scheduler.trigger.RefKind;
import org.jspecify.annotations.Nullable;

/**
 * A branch or tag was created, moved or deleted.
 *
 * @param eventId derived from what happened, so that any double has the same
 * @param ref full name, opaque text from outside
 * @param sha where the ref points now; null where it was deleted
 * @param before where it pointed; null where it was created
 * @param defaultBranch short name as the project's settings say; null: what the repository says
 */
public record GitEvent(
    String eventId,
    Project project,
    RefKind kind,
    String ref,
    @Nullable String sha,
    @Nullable String before,
    String pusher,
    @Nullable String defaultBranch,
    BuildBranches buildBranches) {}
