package dev.modelgate.scheduler;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.AttemptPhase;
import dev.modelgate.events.AttemptStarted;
import dev.modelgate.events.ExperimentAssigned;
import dev.modelgate.events.HeldAttempt;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.scheduler.runner.RunnerOffer;
import dev.modelgate.scheduler.runner.RunnerRegistry;
import dev.modelgate.stream.KafkaConfig;
import dev.modelgate.testkit.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** A runner that does what a test says, over the real topics. */
final class FakeRunner implements AutoCloseable {

  private final TestService service;
  private final String name;
  private final String id;
  static final String NOTE = "container tensorflow/tensorflow:2.0 was ignored: it ran as a process";
  static final long LOG_BYTES = 12_345;

  private final List<String> machines;
  private final int slots;
  private final boolean ignoresContainers;
  private final KafkaConsumer<String, byte[]> commands;
  private final List<SpecificRecord> told = new ArrayList<>();
  private final Map<String, HeldAttempt> holds = new LinkedHashMap<>();
  private String session = UUID.randomUUID().toString();
  private long sequence;

  private FakeRunner(
      TestService service,
      String name,
      List<String> machines,
      int slots,
      boolean ignoresContainers) {
    this.service = service;
    this.name = name;
    this.machines = machines;
    this.slots = slots;
    this.ignoresContainers = ignoresContainers;
    this.id =
        approved(
            service,
            new RunnerOffer(
                "agent-of-" + name,
                name,
                machines,
                slots,
                ignoresContainers ? "ignore" : "none",
                "host-of-" + name,
                "test"));
    this.commands =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                service.bean(KafkaConfig.class).bootstrapServers(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    commands.assign(
        List.of(new TopicPartition(service.bean(TopicNames.class).runnerCommands(id), 0)));
  }

  /** Registers a runner; the answer is its id. */
  static String approved(TestService service, RunnerOffer offer) {
    if (service.bean(RunnerRegistry.class).approve(offer, Duration.ofMinutes(1))
        instanceof RunnerRegistry.Approval.Approved(String id)) {
      return id;
    }
    throw new AssertionError("another agent is called " + offer.name());
  }

  static FakeRunner start(TestService service, String name, int slots, String... machines) {
    return new FakeRunner(service, name, List.of(machines), slots, false);
  }

  static FakeRunner ignoringContainers(TestService service, String name, String machine) {
    return new FakeRunner(service, name, List.of(machine), 1, true);
  }

  String id() {
    return id;
  }

  String session() {
    return session;
  }

  /** Starts the agent again; what it held it has forgotten. */
  void restart() {
    session = UUID.randomUUID().toString();
    sequence = 0;
    holds.clear();
  }

  void hold(ExperimentAssigned assigned, AttemptPhase phase) {
    holds.put(
        assigned.getAttemptId(),
        new HeldAttempt(assigned.getAttemptId(), assigned.getToken(), phase));
  }

  void drop(ExperimentAssigned assigned) {
    holds.remove(assigned.getAttemptId());
  }

  /** Everything that it was told so far. */
  List<SpecificRecord> told() {
    for (ConsumerRecord<String, byte[]> record : commands.poll(Duration.ofMillis(100))) {
      if (service.bean(WireFormat.class).decode(record.value()) instanceof Decoded.Ok ok) {
        told.add(ok.record());
      }
    }
    return told;
  }

  void beat() {
    service.send(Topic.RUNNER_HEARTBEATS, id, heartbeat());
  }

  RunnerHeartbeat heartbeat() {
    return RunnerHeartbeat.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.EPOCH)
        .setRunnerId(id)
        .setRunnerName(name)
        .setSession(session)
        .setSequence(++sequence)
        .setMachines(machines)
        .setSlots(slots)
        .setIgnoresContainers(ignoresContainers)
        .setAttempts(List.copyOf(holds.values()))
        .setAgentVersion("test")
        .setHostName("host-of-" + name)
        .build();
  }

  /** Lives on until it was told something that fits. */
  <E extends SpecificRecord> E awaitTold(Class<E> type, Predicate<E> fits) {
    return Awaitility.await(type.getSimpleName() + " at " + name)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              beat();
              return told().stream().filter(type::isInstance).map(type::cast).filter(fits).toList();
            },
            found -> !found.isEmpty())
        .getFirst();
  }

  ExperimentAssigned awaitAssigned(String experimentId) {
    return awaitTold(ExperimentAssigned.class, told -> told.getExperimentId().equals(experimentId));
  }

  void started(ExperimentAssigned assigned) {
    hold(assigned, AttemptPhase.RUNNING);
    service.send(
        Topic.RUNNER_EVENTS,
        id,
        AttemptStarted.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setRunnerId(id)
            .setRunnerName(name)
            .setAttemptId(assigned.getAttemptId())
            .setExperimentId(assigned.getExperimentId())
            .setProjectId(assigned.getProjectId())
            .setProjectName(assigned.getProjectName())
            .setRunNumber(assigned.getRunNumber())
            .setWorkflow(assigned.getWorkflow())
            .setSha(assigned.getSha())
            .setToken(assigned.getToken())
            .setSequence(1)
            .setStartedAt(Instant.parse("2026-01-02T03:04:05Z"))
            .build());
  }

  void finished(ExperimentAssigned assigned, Outcome outcome, String accuracy) {
    finished(assigned, outcome, accuracy, Instant.parse("2026-01-02T03:04:15Z"));
  }

  void finished(ExperimentAssigned assigned, Outcome outcome, String accuracy, Instant finishedAt) {
    hold(assigned, AttemptPhase.ENDED);
    AttemptFinished finished =
        AttemptFinished.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setRunnerId(id)
            .setRunnerName(name)
            .setAttemptId(assigned.getAttemptId())
            .setExperimentId(assigned.getExperimentId())
            .setProjectId(assigned.getProjectId())
            .setProjectName(assigned.getProjectName())
            .setRunNumber(assigned.getRunNumber())
            .setWorkflow(assigned.getWorkflow())
            .setSha(assigned.getSha())
            .setToken(assigned.getToken())
            .setSequence(2)
            .setOutcome(outcome)
            .setExitCode(outcome == Outcome.SUCCEEDED ? 0 : 1)
            .setStartedAt(Instant.parse("2026-01-02T03:04:05Z"))
            .setFinishedAt(finishedAt)
            .setMetrics(
                List.of(
                    MetricValue.newBuilder()
                        .setKey("json:metrics.json:/accuracy")
                        .setValue(accuracy)
                        .build()))
            .setNotes(List.of(NOTE))
            .setLogBytes(LOG_BYTES)
            .setLogChunks(0)
            .build();
    service.send(Topic.RUNNER_EVENTS, id, finished);
    service.send(Topic.RUNNER_EVENTS, id, finished);
  }

  @Override
  public void close() {
    commands.close();
  }
}
