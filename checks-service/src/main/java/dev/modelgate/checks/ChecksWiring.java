package dev.modelgate.checks;

import dev.modelgate.events.BranchAdvanced;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Subscriptions;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The parts of the service that are not found by their own annotations. */
@Factory
final class ChecksWiring {

  @Singleton
  Subscriptions subscriptions(ChecksFlow checks, BaselineFlow baselines) {
    return Subscriptions.builder()
        .on(
            Topic.EXPERIMENTS,
            ExperimentFinished.class,
            ChecksCodec::finished,
            checks::on,
            checks::failed)
        .on(Topic.EXPERIMENTS, RunFinished.class, ChecksCodec::finished, checks::on, checks::failed)
        .on(Topic.EXPERIMENTS, BranchAdvanced.class, ChecksCodec::advanced, baselines::on)
        .build();
  }
}
