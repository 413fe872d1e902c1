package dev.modelgate.ingest;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.ingest.append.Appended;
import dev.modelgate.ingest.append.DeadLetters;
import dev.modelgate.ingest.append.DurableAppend;
import dev.modelgate.ingest.gitevent.Decision;
import dev.modelgate.ingest.gitevent.DeliveryJudge;
import dev.modelgate.ingest.gitevent.GitEvent;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.store.GitEventStore;
import dev.modelgate.ingest.webhook.Signature;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.stream.EventProducer;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.TraceContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/**
 * Takes what a Git host, a person or a clock says happened and appends it to the log, once: here
 * what the hook of a repository says.
 */
@Singleton
final class WebhookFlow {

  private final ClusterKey clusterKey;
  private final GitEventStore events;
  private final DurableAppend append;
  private final DeadLetters deadLetters;
  private final Outbox outbox;
  private final EventProducer kafka;
  private final TopicNames topics;
  private final Clock clock;

  WebhookFlow(
      ClusterKey clusterKey,
      GitEventStore events,
      DurableAppend append,
      DeadLetters deadLetters,
      Outbox outbox,
      EventProducer kafka,
      TopicNames topics,
      Clock clock) {
    this.clusterKey = clusterKey;
    this.events = events;
    this.append = append;
    this.deadLetters = deadLetters;
    this.outbox = outbox;
    this.kafka = kafka;
    this.topics = topics;
    this.clock = clock;
  }

  /** Takes a delivery to a project's hook; a 2xx means that its event cannot get lost any more. */
  WebhookAnswer on(Project project, String signature, byte[] body) {
    if (!authentic(project, signature, body)) {
      return WebhookAnswer.UNKNOWN_OR_UNSIGNED;
    }
    return switch (DeliveryJudge.judge(body, project)) {
      case Decision.Accepted(GitEvent event) -> append(event);
      case Decision.Ignored(var reason, String sentence) -> WebhookAnswer.ignored(reason, sentence);
      case Decision.AnotherRepository(String sentence) -> WebhookAnswer.anotherRepository(sentence);
      case Decision.Unreadable(String problem) -> keep(project, body, problem);
    };
  }

  private boolean authentic(Project project, String signature, byte[] body) {
    return Signature.parse(signature)
        .map(parsed -> parsed.verifies(body, HookSecrets.of(clusterKey, project)))
        .orElse(false);
  }

  private WebhookAnswer append(GitEvent event) {
    String eventId = Ids.derived(event.identity().toArray(String[]::new));
    String key = event.project().id();
    SpecificRecord record = IngestCodec.gitEvent(eventId, event);
    // The rows are written by another thread, together with those of other requests.
    TraceContext trace = TraceContext.current().orElseGet(TraceContext::create);
    Appended appended =
        append.append(
            () -> {
              boolean isNew = events.addIfNew(eventId, event, clock.instant());
              if (isNew) {
                trace.run(() -> outbox.add(Topic.GIT_EVENTS, key, record));
              }
              return isNew;
            },
            () -> trace.call(() -> kafka.send(topics.of(Topic.GIT_EVENTS), key, record)));
    return switch (appended) {
      case COMMITTED, STRAIGHT -> WebhookAnswer.accepted(eventId);
      case DOUBLE -> WebhookAnswer.twice(eventId);
      case NOWHERE -> WebhookAnswer.TRY_AGAIN;
    };
  }

  /** Keeps what nobody can act on; it can wait for PostgreSQL, so there is no way around it. */
  private WebhookAnswer keep(Project project, byte[] body, String problem) {
    String sha256 = DeliveryJudge.sha256(body);
    Appended appended =
        append.append(
            () -> {
              deadLetters.add(project.id(), body, sha256, problem);
              return true;
            },
            () ->
                CompletableFuture.failedFuture(
                    new IllegalStateException("Expected PostgreSQL for a dead letter")));
    return switch (appended) {
      case COMMITTED, DOUBLE, STRAIGHT -> WebhookAnswer.unreadable(problem);
      case NOWHERE -> WebhookAnswer.TRY_AGAIN;
    };
  }
}
