package dev.modelgate.ingest.store;

import dev.modelgate.ingest.project.Project;

/** What is known of a hook. */
public sealed interface HookLookup {

  /** It speaks for this project, which may have been removed. */
  record Known(Project project) implements HookLookup {}

  /** There is no such hook. */
  record Unknown() implements HookLookup {}

  /** It is not in memory, and PostgreSQL cannot be asked now. */
  record Unavailable() implements HookLookup {}
}
