package dev.modelgate.ingest;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.project.ProjectSettings;
import dev.modelgate.ingest.project.Registered;
import dev.modelgate.ingest.store.HookDirectory;
import dev.modelgate.ingest.store.ProjectStore;
import dev.modelgate.ingest.webhook.HookId;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Takes what a Git host, a person or a clock says happened and appends it to the log, once: here
 * that a repository belongs to this cluster, or no longer does.
 */
@Singleton
final class ProjectFlow {

  private static final int HOOK_BYTES = 16;

  private final ProjectStore projects;
  private final HookDirectory hooks;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Signals signals;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;

  ProjectFlow(
      ProjectStore projects,
      HookDirectory hooks,
      Transactions transactions,
      Outbox outbox,
      Signals signals,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    this.projects = projects;
    this.hooks = hooks;
    this.transactions = transactions;
    this.outbox = outbox;
    this.signals = signals;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** Registers a repository; asking twice for the same changes nothing. */
  Registered register(ProjectSettings settings) {
    byte[] hook = new byte[HOOK_BYTES];
    random.nextBytes(hook);
    Project project = new Project(ids.next(), settings, HookId.of(hook), 1, now(), null);
    Registered registered = transactions.call(() -> add(project));
    if (registered instanceof Registered.Created) {
      hooks.put(project);
    }
    return registered;
  }

  /** Removes a project; empty where there is none of that name. Its hook stays known. */
  Optional<Project> remove(String name) {
    Optional<Project> removed = transactions.call(() -> takeAway(name));
    removed.ifPresent(hooks::put);
    return removed;
  }

  /** The projects that are there, by name. */
  List<Project> list() {
    return transactions.call(projects::present);
  }

  /** The project of that name that is there. */
  Optional<Project> find(String name) {
    return transactions.call(() -> projects.named(name));
  }

  private Registered add(Project project) {
    ProjectSettings wanted = project.settings();
    if (projects.add(project)) {
      outbox.add(Topic.PROJECTS, project.id(), IngestCodec.projectRegistered(ids.next(), project));
      signals.send(HookDirectory.SIGNAL);
      return new Registered.Created(project);
    }
    Optional<Project> named = projects.named(wanted.name());
    if (named.isPresent()) {
      return named.get().settings().equals(wanted)
          ? new Registered.Known(named.get())
          : new Registered.Taken(
              "name-taken",
              "Expected a new project or exactly the one there is, but '%s' is already a project of %s with other settings; remove it first with ./modelgate project remove, or take another name"
                  .formatted(wanted.name(), named.get().settings().repository()));
    }
    String owner =
        projects
            .ofRepository(wanted.repository())
            .map(other -> "it belongs to the project '%s'".formatted(other.settings().name()))
            .orElse("another was removed at this moment; try again");
    return new Registered.Taken(
        "repository-taken",
        "Expected %s to be without a project, but %s".formatted(wanted.repository(), owner));
  }

  private Optional<Project> takeAway(String name) {
    return projects
        .named(name)
        .filter(project -> projects.remove(project.id(), now()))
        .map(
            project -> {
              outbox.addTombstone(Topic.PROJECTS, project.id());
              signals.send(HookDirectory.SIGNAL);
              return project.removed(now());
            });
  }

  /** As PostgreSQL keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
