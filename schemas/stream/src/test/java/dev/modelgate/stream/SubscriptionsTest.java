package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.events.RunFinished;
import dev.modelgate.events.wire.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service's list is complete and free of contradictions. */
class SubscriptionsTest {

  private static final TaskKind KIND =
      new TaskKind("fetch", task -> () -> {}, (task, reason) -> {}, Duration.ofHours(1));

  @Test
  void keepsWhatWasAdded() {
    Subscriptions subscriptions =
        Subscriptions.builder()
            .on(Topic.EXPERIMENTS, RunFinished.class, RunFinished::getRunId, id -> {})
            .onTombstone(Topic.PROJECTS, key -> {})
            .task(KIND)
            .build();
    assertThat(subscriptions.events().getFirst().typeName())
        .isEqualTo("dev.modelgate.events.RunFinished");
    assertThat(subscriptions.tombstones()).containsOnlyKeys(Topic.PROJECTS);
    assertThat(subscriptions.tasks()).containsExactly(KIND);
  }

  @Test
  void refusesTwoHandlersForOneThing() {
    Subscriptions.Builder builder =
        Subscriptions.builder()
            .on(Topic.EXPERIMENTS, RunFinished.class, RunFinished::getRunId, id -> {})
            .on(Topic.EXPERIMENTS, RunFinished.class, RunFinished::getRunId, id -> {});
    assertThatThrownBy(builder::build).hasMessageContaining("RunFinished, but there are two");
    assertThatThrownBy(() -> Subscriptions.builder().task(KIND).task(KIND).build())
        .hasMessageContaining("fetch");
  }
}
