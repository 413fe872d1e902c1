package dev.modelgate.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ingest.project.BuildBranches;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.project.ProjectSettings;
import dev.modelgate.ingest.webhook.HookId;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.Transactions;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another instance changed is known here at once. */
class HookDirectoryTest {

  private static final Instant THEN = Instant.parse("2026-11-21T06:46:47Z");
  private static final HookId HOOK = new HookId("ab".repeat(16));
  private static final Project PROJECT =
      new Project(
          "project-1",
          new ProjectSettings("penguins", "/srv/penguins.git", "default", null, BuildBranches.ALL),
          HOOK,
          1,
          THEN,
          null);

  private TestService service;
  private HookDirectory hooks;

  @BeforeEach
  void start(@TempDir Path data) {
    service = TestService.start("ingest", data, Map.of());
    hooks = service.bean(HookDirectory.class);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void followsWhatAnotherInstanceDoes() {
    assertThat(hooks.find(HOOK)).isInstanceOf(HookLookup.Unknown.class);
    elsewhere(projects -> projects.add(PROJECT));
    assertThat(hooks.find(HOOK)).isEqualTo(new HookLookup.Known(PROJECT));

    elsewhere(projects -> projects.remove(PROJECT.id(), THEN));
    // Well below the time of the sweep: it is the notification that tells.
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> hooks.find(HOOK).equals(new HookLookup.Known(PROJECT.removed(THEN))));
  }

  @Test
  void knowsItsProjectsAfterARestart() {
    elsewhere(projects -> projects.add(PROJECT));
    service.restart();
    assertThat(service.bean(HookDirectory.class).find(HOOK))
        .isEqualTo(new HookLookup.Known(PROJECT));
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
