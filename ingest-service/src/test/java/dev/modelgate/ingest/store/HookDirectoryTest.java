package dev.modelgate.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ingest.SharedService;
import dev.modelgate.ingest.project.BuildBranches;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.project.ProjectSettings;
import dev.modelgate.ingest.webhook.HookId;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.Transactions;
import dev.modelgate.testkit.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What another instance changed is known here at once, and what is known needs no PostgreSQL. */
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HookDirectoryTest {

  private static final Instant THEN = Instant.parse("2026-11-21T06:46:47Z");

  private TestService service;

  @BeforeAll
  void start(TestService shared) {
    service = shared;
  }

  @Test
  void followsWhatAnotherInstanceDoes() {
    HookDirectory hooks = service.bean(HookDirectory.class);
    Project project = project("followed", "ab");
    assertThat(hooks.find(project.hook())).isInstanceOf(HookLookup.Unknown.class);
    elsewhere(projects -> projects.add(project));
    assertThat(hooks.find(project.hook())).isEqualTo(new HookLookup.Known(project));

    elsewhere(projects -> projects.remove(project.id(), THEN));
    // Well below the time of the sweep: it is the notification that tells.
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> hooks.find(project.hook()).equals(new HookLookup.Known(project.removed(THEN))));
  }

  @Test
  void asksPostgresqlForNoneThatItLookedThrough() {
    ProjectStore projects = service.bean(ProjectStore.class);
    Transactions transactions = service.bean(Transactions.class);
    HookDirectory hooks = new HookDirectory(transactions, projects, service.bean(Signals.class));
    Project project = project("looked-through", "cd");
    transactions.run(() -> projects.add(project));
    hooks.refresh();

    transactions.run(() -> projects.remove(project.id(), THEN));
    assertThat(hooks.find(project.hook())).isEqualTo(new HookLookup.Known(project));
    hooks.refresh();
    assertThat(hooks.find(project.hook())).isEqualTo(new HookLookup.Known(project.removed(THEN)));
  }

  private static Project project(String name, String hook) {
    return new Project(
        name,
        new ProjectSettings(name, "/srv/" + name, "default", null, BuildBranches.ALL),
        new HookId(hook.repeat(16)),
        1,
        THEN,
        null);
  }

  /** What another instance would do to the tables, and say. */
  private void elsewhere(Consumer<ProjectStore> change) {
    service
        .bean(Transactions.class)
        .run(
            () -> {
              change.accept(service.bean(ProjectStore.class));
              service.bean(Signals.class).send(HookDirectory.SIGNAL);
            });
  }
}
