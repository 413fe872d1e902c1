package dev.modelgate.scheduler;

import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.CommandReceived;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.git.Git;
import dev.modelgate.scheduler.intake.IntakeCodec;
import dev.modelgate.scheduler.leader.Leadership;
import dev.modelgate.scheduler.mirror.RepositoryReader;
import dev.modelgate.scheduler.store.LeadershipStore;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Subscriptions;
import dev.modelgate.stream.TaskKind;
import dev.modelgate.stream.Transactions;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;

/** The parts of the scheduler, one below the other. */
@Factory
final class SchedulerWiring {

  /** The one pool of this version. */
  static final String POOL = "default";

  /** Signal: something waits, or is to end. */
  static final String QUEUE_CHANGED = "queue";

  @Singleton
  Subscriptions subscriptions(
      PlanFlow plans, CommandFlow commands, VerdictFlow verdicts, SchedulerConfig config) {
    return Subscriptions.builder()
        .on(
            Topic.GIT_EVENTS,
            GitEventReceived.class,
            IntakeCodec::gitEvent,
            plans::on,
            plans::failed)
        .on(
            Topic.GIT_EVENTS,
            CommandReceived.class,
            IntakeCodec::command,
            commands::on,
            commands::failed)
        .onTombstone(Topic.PROJECTS, commands::removed)
        .on(Topic.CHECK_RESULTS, ChecksEvaluated.class, IntakeCodec::judged, verdicts::on)
        .task(
            new TaskKind(PlanFlow.TASK, plans::carryOut, plans::gaveUp, config.unreachableAfter()))
        .build();
  }

  @Singleton
  RepositoryReader repositories(@Value("${modelgate.data}") String data, SchedulerConfig config) {
    Git.requireInstalled();
    return new RepositoryReader(Path.of(data, "mirrors"), config.fetchTimeout());
  }

  @Singleton
  Leadership leadership(
      LeadershipStore store,
      Transactions transactions,
      Ids ids,
      SchedulerConfig config,
      Clock clock) {
    return new Leadership(
        store,
        transactions,
        POOL,
        ids.next(),
        config.renewEvery(),
        config.takeOverAfter(),
        System::nanoTime,
        () -> clock.instant().getEpochSecond());
  }

  /** Tokens are signed with a key that every service derives from the cluster's. */
  @Singleton
  SignatureConfiguration tokenSignature(ClusterKey clusterKey) {
    SecretSignatureConfiguration configuration = new SecretSignatureConfiguration("modelgate");
    configuration.setBase64(true);
    configuration.setSecret(Base64.getEncoder().encodeToString(clusterKey.derive("modelgate/jwt")));
    return new SecretSignature(configuration);
  }
}
