package dev.modelgate.ingest;

import static dev.modelgate.ingest.Ingest.A;
import static dev.modelgate.ingest.Ingest.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.embedded.EmbeddedKafka;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.ingest.Ingest.Answer;
import dev.modelgate.ingest.Ingest.Registered;
import dev.modelgate.ingest.webhook.HookSecret;
import dev.modelgate.testkit.TestParts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A 2xx means that the event cannot get lost, whatever is away; where that cannot be said, 503 is.
 */
class OutageTest {

  private static final String NAME = "outage";
  private static final int PARTITIONS = 2;

  /** Three seconds are promised; the rest is for a busy machine. */
  private static final Duration PROMPT = Duration.ofSeconds(6);

  @TempDir Path folder;

  @Test
  void answersTrulyWhileItsNeighboursComeAndGo() throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    try (Gate postgres = gateToPostgres();
        Ingest ingest = start(kafka, postgres)) {
      Registered project = ingest.register("outage");
      List<String> promised = new ArrayList<>();
      promised.add(accepted(ingest, project, 1).text("eventId"));

      kafka.close();
      promised.add(accepted(ingest, project, 2).text("eventId"));
      kafka = EmbeddedKafka.start(folder.resolve("kafka"));
      awaitInKafka(ingest, kafka, promised);

      postgres.cut();
      promised.add(accepted(ingest, project, 3).text("eventId"));
      assertThat(accepted(ingest, project, 3).text("eventId")).isEqualTo(promised.getLast());
      assertThat(unknownHook(ingest, project).status()).isEqualTo(503);
      assertThat(ingest.get("/api/projects").text("error")).isEqualTo("unavailable");
      postgres.open();
      Awaitility.await().until(() -> unknownHook(ingest, project).status() == 401);

      postgres.holdStill();
      promised.add(accepted(ingest, project, 4).text("eventId"));
      awaitInKafka(ingest, kafka, promised);

      kafka.close();
      assertThat(deliver(ingest, project, 5).status()).isEqualTo(503);
      postgres.cut();
      assertThat(deliver(ingest, project, 5).status()).isEqualTo(503);

      postgres.open();
      kafka = EmbeddedKafka.start(folder.resolve("kafka"));
      promised.add(
          Awaitility.await()
              .until(() -> deliver(ingest, project, 5), answer -> answer.status() == 202)
              .text("eventId"));
      awaitInKafka(ingest, kafka, promised);
    } finally {
      kafka.close();
    }
  }

  private static Answer accepted(Ingest ingest, Registered project, int number) {
    Answer answer = deliver(ingest, project, number);
    assertThat(answer.status()).describedAs("delivery %d: %s", number, answer).isEqualTo(202);
    return answer;
  }

  private static Answer deliver(Ingest ingest, Registered project, int number) {
    long start = System.nanoTime();
    Answer answer =
        ingest.deliver(project, project.body("d" + number, "refs/heads/b" + number, A, B));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
    return answer;
  }

  private static Answer unknownHook(Ingest ingest, Registered project) {
    return ingest.deliver(
        new Registered("", "", "", "f".repeat(32), new HookSecret("0".repeat(64))),
        project.body("x", "refs/heads/x", A, B));
  }

  /** Waits until the topic has exactly these events, each once or more, as consumers see them. */
  private static void awaitInKafka(Ingest ingest, EmbeddedKafka kafka, List<String> promised) {
    Set<String> seen = new HashSet<>();
    WireFormat wire = ingest.service().bean(WireFormat.class);
    String topic = new TopicNames(NAME).of(Topic.GIT_EVENTS);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  assertThat(wire.decode(record.value())).isInstanceOf(Decoded.Ok.class);
                  Decoded.Ok ok = (Decoded.Ok) wire.decode(record.value());
                  seen.add(((GitEventReceived) ok.record()).getEventId());
                }
                return seen.containsAll(promised);
              });
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(promised);
  }

  private static Gate gateToPostgres() {
    TestParts.postgres().createDatabaseIfMissing(NAME);
    return Gate.to(jdbc().getPort());
  }

  private static URI jdbc() {
    return URI.create(TestParts.postgres().jdbcUrl(NAME).substring("jdbc:".length()));
  }

  private Ingest start(EmbeddedKafka kafka, Gate postgres) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Topics.apply(admin, new TopicNames(NAME), PARTITIONS, 1);
    }
    return Ingest.start(
        folder,
        Map.of(
            "modelgate.kafka.bootstrap-servers", kafka.bootstrapServers(),
            "modelgate.kafka.topic-prefix", NAME,
            "datasources.default.url",
                TestParts.postgres()
                    .jdbcUrl(NAME)
                    .replace(":" + jdbc().getPort() + "/", ":" + postgres.port() + "/")));
  }
}
