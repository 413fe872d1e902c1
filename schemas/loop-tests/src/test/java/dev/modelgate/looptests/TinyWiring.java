package dev.modelgate.looptests;

import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Subscriptions;
import dev.modelgate.stream.TaskKind;
import dev.modelgate.stream.Tasks;
import dev.modelgate.stream.rows.CurrentConnection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The parts of the tiny service. */
@Factory
@Requires(property = "modelgate.service", value = "tiny")
final class TinyWiring {

  @Singleton
  TinyFlow flow(CurrentConnection connection, Outbox outbox, Tasks tasks, Ids ids) {
    return new TinyFlow(connection, outbox, tasks, ids);
  }

  @Singleton
  Subscriptions subscriptions(TinyFlow flow) {
    return Subscriptions.builder()
        .on(Topic.GIT_EVENTS, GitEventReceived.class, TinyCodec::ping, flow::on, flow::failed)
        .onTombstone(Topic.PROJECTS, flow::gone)
        .task(new TaskKind("tiny", flow::carryOut, flow::gaveUp, Duration.ofSeconds(2)))
        .build();
  }
}
