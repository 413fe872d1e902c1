package dev.modelgate.ingest.project;

import dev.modelgate.ingest.webhook.HookId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered repository. It stays known after its removal, because its hook goes on calling.
 *
 * @param id id of the project, never used twice
 * @param settings what a person decided
 * @param hook the webhook that speaks for it
 * @param hookGeneration raised when the hook gets a new secret
 * @param createdAt when it was registered
 * @param removedAt when it was removed; null while it is there
 */
public record Project(
    String id,
    ProjectSettings settings,
    HookId hook,
    int hookGeneration,
    Instant createdAt,
    @Nullable Instant removedAt) {

  /** Whether it was removed. */
  public boolean isRemoved() {
    return removedAt != null;
  }

  /** The same project, removed. */
  public Project removed(Instant at) {
    return new Project(id, settings, hook, hookGeneration, createdAt, at);
  }
}
