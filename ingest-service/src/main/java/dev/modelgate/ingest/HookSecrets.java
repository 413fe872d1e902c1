package dev.modelgate.ingest;

import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.webhook.HookSecret;
import dev.modelgate.stream.ClusterKey;

/** Derives the secret of a project's hook. */
final class HookSecrets {

  private HookSecrets() {}

  /** The secret of the hook's current generation. */
  static HookSecret of(ClusterKey key, Project project) {
    return HookSecret.of(
        key.derive("hook", project.hook().hex(), Integer.toString(project.hookGeneration())));
  }
}
