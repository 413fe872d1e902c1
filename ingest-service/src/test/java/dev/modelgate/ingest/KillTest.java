package dev.modelgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.ingest.Ingest.Answer;
import dev.modelgate.ingest.Ingest.Registered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed, with the soak profile again and again, while several deliveries are on
 * their way through it: what was answered with 202 is in the log, what was not is there after it
 * was sent again, and nothing is there under two ids (threat I11).
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("modelgate.test.kills", 20);
  private static final int SENDERS = 6;
  private static final long SEED = 20261121L;
  private static final Path LOG = Path.of("target", "killed.log");

  @TempDir Path data;

  private final Map<Integer, String> promised = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void losesNothingThatItPromisedWhenItIsKilled() throws Exception {
    losesNothingIn(1);
  }

  @Test
  @Tag("soak")
  void losesNothingThatItPromisedHoweverOftenItIsKilled() throws Exception {
    losesNothingIn(KILLS);
  }

  private void losesNothingIn(int kills) throws Exception {
    try (Ingest ingest = Ingest.start(data)) {
      Registered project = ingest.register("killed");
      ingest.service().stop();
      Map<String, Object> settings = new HashMap<>(ingest.service().settings());
      int port = freePort();
      settings.put("micronaut.server.port", port);
      URI address = URI.create("http://127.0.0.1:" + port);
      Random random = new Random(SEED);
      for (int kill = 0; kill < kills; kill++) {
        killAfter(1 + random.nextInt(60), ingest, project, address, settings);
      }
      ingest.service().restart();
      // Before anything is sent again, which would hide what was lost.
      assertThat(inTheLog(ingest, promised.values())).containsAll(promised.values());
      Map<Integer, String> all = new HashMap<>();
      int last = sent.get();
      for (int number = 1; number <= last; number++) {
        Answer answer = ingest.deliver(project, body(project, number));
        assertThat(answer.status()).isEqualTo(202);
        all.put(number, answer.text("eventId"));
      }
      assertThat(all).containsAllEntriesOf(promised);
      assertThat(new ArrayList<>(all.values())).doesNotHaveDuplicates();
      assertThat(inTheLog(ingest, all.values())).containsExactlyInAnyOrderElementsOf(all.values());
    }
  }

  /** Starts it, sends from all sides, kills it once it has promised so many more. */
  private void killAfter(
      int more, Ingest ingest, Registered project, URI address, Map<String, Object> settings)
      throws Exception {
    int enough = promised.size() + more;
    IngestProcess process = IngestProcess.start(settings, LOG);
    Awaitility.await("the start, see " + LOG)
        .atMost(Duration.ofMinutes(2))
        .until(() -> !process.alive() || answers(ingest, project, address));
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<CompletableFuture<Void>> done =
          IntStream.range(0, SENDERS)
              .mapToObj(
                  _ ->
                      CompletableFuture.runAsync(
                          () -> sendWhileAlive(ingest, project, address), senders))
              .toList();
      Awaitility.await("promises")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> promised.size() >= enough || !process.alive());
      assertThat(process.alive()).as("see " + LOG).isTrue();
      process.kill();
      done.forEach(CompletableFuture::join);
    } finally {
      process.kill();
    }
  }

  /** One delivery after the other, until one is cut off. */
  private void sendWhileAlive(Ingest ingest, Registered project, URI address) {
    try {
      while (true) {
        int number = sent.incrementAndGet();
        Answer answer = ingest.deliverTo(address, project, body(project, number));
        assertThat(answer.status()).isEqualTo(202);
        promised.put(number, answer.text("eventId"));
      }
    } catch (UncheckedIOException e) {
      assertThat(promised).as("cut off by the kill: %s", e).isNotEmpty();
    }
  }

  private boolean answers(Ingest ingest, Registered project, URI address) {
    try {
      return ingest.deliverTo(address, project, body(project, 1)).status() == 202;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static String body(Registered project, int number) {
    return project.body("d" + number, "refs/heads/b" + number, Ingest.A, Ingest.B);
  }

  /** The ids in the topic once these are among them, each once, as consumers see them. */
  private static List<String> inTheLog(Ingest ingest, Collection<String> expected) {
    WireFormat wire = ingest.service().bean(WireFormat.class);
    Map<String, Object> settings = ingest.service().settings();
    List<String> ids = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", settings.get("modelgate.kafka.bootstrap-servers")),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(ingest.service().topic(Topic.GIT_EVENTS)).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await("the log")
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          Decoded.Ok ok = (Decoded.Ok) wire.decode(record.value());
                          String id = ((GitEventReceived) ok.record()).getEventId();
                          if (!ids.contains(id)) {
                            ids.add(id);
                          }
                        });
                return ids.containsAll(expected);
              });
    }
    return ids;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
