package dev.modelgate.scheduler.runner;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.scheduler.announce.RunnersCodec;
import dev.modelgate.scheduler.announce.Said;
import dev.modelgate.scheduler.store.RunnerRow;
import dev.modelgate.scheduler.store.RunnerStore;
import dev.modelgate.scheduler.store.UsedSlots;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.KafkaConfig;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Approves runners. */
@Singleton
public class RunnerRegistry {

  private final RunnerStore runners;
  private final Outbox outbox;
  private final Transactions transactions;
  private final KafkaConfig kafka;
  private final TopicNames topics;
  private final Ids ids;
  private final Clock clock;

  RunnerRegistry(
      RunnerStore runners,
      Outbox outbox,
      Transactions transactions,
      KafkaConfig kafka,
      TopicNames topics,
      Ids ids,
      Clock clock) {
    this.runners = runners;
    this.outbox = outbox;
    this.transactions = transactions;
    this.kafka = kafka;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
  }

  /** A runner's id is the same as long as its name is, so that it finds its attempts again. */
  public static String runnerId(String name) {
    return Ids.derived("runner", name);
  }

  /** What became of a registration. */
  public sealed interface Approval {

    /** The runner is approved. */
    record Approved(String runnerId) implements Approval {}

    /** Another agent has the name and was heard of lately: both would run every job. */
    record Taken(String byHost) implements Approval {}
  }

  /**
   * Approves a runner, or takes over what it offers now. Its command topic comes first: whoever is
   * approved can be told something.
   *
   * @param lately an agent that was not heard of for so long has lost its name to any other
   */
  public Approval approve(RunnerOffer offer, Duration lately) {
    String id = runnerId(offer.name());
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      Topics.applyRunnerCommands(admin, topics, id, kafka.replication());
    }
    return transactions.call(() -> write(id, offer, lately));
  }

  private Approval write(String id, RunnerOffer offer, Duration lately) {
    Optional<RunnerRow> before = runners.findByRunnerId(id);
    Instant now = clock.instant();
    runners.approve(
        id,
        offer.name(),
        String.join(",", offer.machines()),
        offer.slots(),
        offer.ignoresContainers(),
        offer.hostName(),
        offer.agentVersion(),
        offer.agentId(),
        now,
        now.minus(lately));
    RunnerRow has = runners.findByRunnerId(id).orElseThrow();
    if (!offer.agentId().equals(has.agentId())) {
      return new Approval.Taken(has.hostName());
    }
    if (before.filter(row -> offersTheSame(row, offer)).isEmpty()) {
      outbox.add(
          Topic.RUNNERS,
          id,
          RunnersCodec.approved(
              new Said(ids.next(), now, null),
              id,
              offer.name(),
              offer.machines(),
              offer.slots(),
              offer.ignoresContainers()));
    }
    return new Approval.Approved(id);
  }

  private static boolean offersTheSame(RunnerRow row, RunnerOffer offer) {
    return row.slots() == offer.slots()
        && row.ignoresContainers() == offer.ignoresContainers()
        && row.machineNames().equals(offer.machines());
  }

  /** Every approved runner by name. */
  public List<RunnerRow> all() {
    return transactions.call(runners::findAllOrderByName);
  }

  /** How many slots of each runner are taken; those without any are left out. */
  public Map<String, Long> usedSlots() {
    return transactions.call(
        () ->
            runners.usedSlots().stream()
                .collect(Collectors.toMap(UsedSlots::runnerId, UsedSlots::used)));
  }
}
