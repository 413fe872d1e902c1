package dev.modelgate.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.modelgate.events.AttemptCancelled;
import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.ExperimentAssigned;
import dev.modelgate.events.LeaseRenewed;
import dev.modelgate.events.LogChunk;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RenewedAttempt;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptKey;
import dev.modelgate.testkit.TestParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The scheduler's side of the talk, on a real Kafka: it lets a runner in, assigns, cancels, answers
 * heartbeats as it is told to, and remembers all that it hears.
 */
final class FakeScheduler implements AutoCloseable {

  private static final TopicNames NAMES = topics();

  private final String runner = "r" + UUID.randomUUID();
  private final String kafka = TestParts.kafka().bootstrapServers();
  private final WireFormat format = new WireFormat(SchemaIds.committed());
  private final HttpServer http;
  private final FakeStore store = new FakeStore();
  private final KafkaProducer<String, byte[]> producer;
  private final Thread listening;
  private final Set<AttemptKey> lost = ConcurrentHashMap.newKeySet();
  private final List<SpecificRecord> heard = new CopyOnWriteArrayList<>();
  private final List<Long> beats = new CopyOnWriteArrayList<>();
  private volatile boolean answering = true;
  private volatile boolean open = true;
  private volatile boolean reachable = true;
  private volatile long epoch = 1;

  FakeScheduler() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Topics.applyRunnerCommands(admin, NAMES, runner, 1);
    }
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    this.listening = Thread.ofPlatform().daemon().name("fake-scheduler").start(this::listen);
    this.http = serve();
  }

  /** The topics of all tests; each test has a runner of its own on them. */
  private static TopicNames topics() {
    TopicNames names = new TopicNames("t" + UUID.randomUUID());
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers()))) {
      Topics.apply(admin, names, 1, 1);
    }
    return names;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Where uploads are granted. */
  FakeStore store() {
    return store;
  }

  /** Whether registrations are answered. */
  void reachable(boolean is) {
    reachable = is;
  }

  boolean isReachable() {
    return reachable;
  }

  /** Whether heartbeats are answered. */
  void answering(boolean does) {
    answering = does;
  }

  void epoch(long next) {
    epoch = next;
  }

  /** Leaves the attempt out of answers from now on. */
  void lose(AttemptKey key) {
    lost.add(key);
    store.unwanted(key);
  }

  void assign(Sample sample) {
    Assignment assignment = sample.assignment();
    say(
        assignment.key(),
        ExperimentAssigned.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setProjectId(assignment.projectId())
            .setProjectName(assignment.projectName())
            .setRepository(assignment.repository())
            .setRef(assignment.ref())
            .setSha(assignment.sha())
            .setRunId("run")
            .setRunNumber(assignment.runNumber())
            .setWorkflow(assignment.workflow())
            .setRunnerId(runner)
            .setEpoch(epoch)
            .setExperimentId(assignment.experimentId())
            .setAttemptId(assignment.key().attemptId())
            .setAttemptNumber(1)
            .setToken(assignment.key().token())
            .setStep(assignment.step())
            .setRun(assignment.run())
            .setEnvironment(assignment.environment())
            .setMetrics(assignment.metrics().stream().map(FakeScheduler::check).toList())
            .setPusher("ada")
            .setDefaultBranch("main")
            .setContainer(assignment.layout().container())
            .setWorkingDirectory(assignment.layout().workingDirectory())
            .setArtifactDirectory(assignment.layout().artifactDirectory())
            .setModelPath(assignment.layout().modelPath())
            .setModelType(assignment.layout().modelType())
            .build());
  }

  void cancel(AttemptKey key, Outcome reason) {
    say(
        key,
        AttemptCancelled.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setRunnerId(runner)
            .setEpoch(epoch)
            .setAttemptId(key.attemptId())
            .setToken(key.token())
            .setReason(reason)
            .build());
  }

  void sayRaw(byte[] value) {
    producer.send(new ProducerRecord<>(NAMES.runnerCommands(runner), "raw", value));
    producer.flush();
  }

  <T extends SpecificRecord> List<T> heard(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<AttemptFinished> finished(AttemptKey key) {
    return heard(AttemptFinished.class).stream()
        .filter(event -> event.getAttemptId().equals(key.attemptId()))
        .toList();
  }

  /**
   * The longest time in which no heartbeat came here, whatever the agent says of when it sent it.
   */
  Duration longestSilence() {
    long longest = 0;
    for (int i = 1; i < beats.size(); i++) {
      longest = Math.max(longest, beats.get(i) - beats.get(i - 1));
    }
    return Duration.ofNanos(longest);
  }

  boolean holds(AttemptKey key) {
    List<RunnerHeartbeat> all = heard(RunnerHeartbeat.class);
    return !all.isEmpty()
        && all.getLast().getAttempts().stream()
            .anyMatch(held -> held.getAttemptId().equals(key.attemptId()));
  }

  /** The chunks of an attempt's log by number; the same number must always be the same chunk. */
  Map<Long, LogChunk> chunks(AttemptKey key) {
    Map<Long, LogChunk> byNumber = new TreeMap<>();
    for (LogChunk chunk : heard(LogChunk.class)) {
      if (chunk.getAttemptId().equals(key.attemptId())) {
        LogChunk before = byNumber.put(chunk.getSequence(), chunk);
        if (before != null && !before.getBytes().equals(chunk.getBytes())) {
          throw new AssertionError("Chunk " + chunk.getSequence() + " was two different ones");
        }
      }
    }
    return byNumber;
  }

  String log(AttemptKey key) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (LogChunk chunk : chunks(key).values()) {
      byte[] bytes = new byte[chunk.getBytes().remaining()];
      chunk.getBytes().duplicate().get(bytes);
      all.writeBytes(bytes);
    }
    return all.toString(UTF_8);
  }

  private static CheckDefinition check(Assignment.WantedMetric metric) {
    return CheckDefinition.newBuilder()
        .setKey(metric.key())
        .setSource(metric.source())
        .setFile(metric.file())
        .setPointer(metric.pointer())
        .setMetric(metric.metric())
        .setAggregate(metric.aggregate())
        .setLine(1)
        .build();
  }

  private void say(AttemptKey key, SpecificRecord record) {
    producer.send(
        new ProducerRecord<>(NAMES.runnerCommands(runner), key.attemptId(), format.encode(record)));
    producer.flush();
  }

  private void listen() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          Stream.of(Topic.RUNNER_HEARTBEATS, Topic.RUNNER_EVENTS, Topic.LOGS)
              .map(topic -> new TopicPartition(NAMES.of(topic), 0))
              .toList());
      while (open) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (format.decode(record.value()) instanceof Decoded.Ok(SpecificRecord said)) {
            hear(said);
          }
        }
      }
    }
  }

  private void hear(SpecificRecord said) {
    if (said instanceof RunnerHeartbeat heartbeat) {
      if (!heartbeat.getRunnerId().equals(runner)) {
        return;
      }
      beats.add(System.nanoTime());
      heard.add(said);
      if (answering) {
        answer(heartbeat);
      }
    } else {
      heard.add(said);
    }
  }

  private void answer(RunnerHeartbeat heartbeat) {
    LeaseRenewed answer =
        LeaseRenewed.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.EPOCH)
            .setRunnerId(runner)
            .setEpoch(epoch)
            .setSession(heartbeat.getSession())
            .setSequence(heartbeat.getSequence())
            .setAttempts(
                heartbeat.getAttempts().stream()
                    .filter(
                        held ->
                            !lost.contains(new AttemptKey(held.getAttemptId(), held.getToken())))
                    .map(held -> new RenewedAttempt(held.getAttemptId(), held.getToken()))
                    .toList())
            .build();
    producer.send(
        new ProducerRecord<>(NAMES.runnerCommands(runner), "renewal", format.encode(answer)));
  }

  private HttpServer serve() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/api/runners",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer =
                "{\"runnerId\":\"%s\",\"bootstrapServers\":\"%s\",\"topicPrefix\":\"%s\"}"
                    .formatted(runner, kafka, NAMES.prefix())
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(reachable ? 200 : 503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.createContext("/api/grants", store::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    open = false;
    http.stop(0);
    store.close();
    try {
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
