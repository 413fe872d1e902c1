package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.testkit.TestParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Dead letters, listed and put back. */
class DeadLettersCommandTest {

  private static final String KAFKA = TestParts.kafka().bootstrapServers();
  private static final TopicNames NAMES = new TopicNames("letters");
  private static final String SOURCE = NAMES.of(Topic.CHECK_RESULTS);
  private static final String DEAD = NAMES.deadLetter(SOURCE);

  @Test
  void areListedAndPutBackOnceWhereTheyCameFrom() throws Exception {
    assertThat(
            Printed.by(
                    "topics",
                    "apply",
                    "--bootstrap",
                    KAFKA,
                    "--prefix",
                    "letters",
                    "--partitions",
                    "2")
                .error())
        .isEmpty();
    for (int time = 0; time < 2; time++) {
      send(
          "penguins",
          "the record",
          "modelgate-topic",
          SOURCE,
          "modelgate-partition",
          "1",
          "modelgate-offset",
          "17",
          "modelgate-reason",
          "internal");
    }
    send("penguins", "half of it", "modelgate-reason", "unreadable");

    JsonNode listed = letters("list", "--json").path("deadLetters");
    assertThat(listed).hasSize(2);
    assertThat(listed.path(0).path("id").asText()).isEqualTo("check-results/0");
    assertThat(listed.path(0).path("service").asText()).isEqualTo("reporter");
    assertThat(listed.path(0).path("source-topic").asText()).isEqualTo(SOURCE);
    assertThat(listed.path(1).path("replayable").asBoolean()).isFalse();
    assertThat(
            Printed.by("dead-letters", "list", "--bootstrap", KAFKA, "--prefix", "letters").out())
        .contains("ID", "check-results/0", "internal", "penguins")
        .doesNotContain("\u001b");

    Printed replayed =
        Printed.by("dead-letters", "replay", "--all", "--bootstrap", KAFKA, "--prefix", "letters");
    assertThat(replayed.exitCode()).isEqualTo(1);
    assertThat(replayed.out())
        .contains("check-results/0  put back", "check-results/2  cannot be put back");
    ConsumerRecord<String, String> back = read(SOURCE).getFirst();
    assertThat(back.key()).isEqualTo("penguins");
    assertThat(back.value()).isEqualTo("the record");
    assertThat(header(back, "traceparent")).isEqualTo("00-trace");
    assertThat(header(back, "modelgate-replay")).isEqualTo("reporter/" + SOURCE + "/1/17");
    assertThat(header(back, "modelgate-replay-service")).isEqualTo("reporter");
    assertThat(header(back, "modelgate-reason")).isEmpty();

    assertThat(letters("list", "--json").path("deadLetters")).hasSize(1);
    assertThat(letters("list", "--json", "--replayed").path("deadLetters")).hasSize(2);
    Printed.by("dead-letters", "replay", "--all", "--bootstrap", KAFKA, "--prefix", "letters");
    assertThat(read(SOURCE)).hasSize(1);
    assertThat(
            Printed.by(
                    "dead-letters",
                    "replay",
                    "check-results/0",
                    "--bootstrap",
                    KAFKA,
                    "--prefix",
                    "letters")
                .exitCode())
        .isZero();
    assertThat(read(SOURCE)).hasSize(2);
  }

  @Test
  void areNotPutBackWithoutSayingWhich() {
    assertThat(
            Printed.by("dead-letters", "replay", "--bootstrap", KAFKA, "--prefix", "letters")
                .exitCode())
        .isEqualTo(2);
    Printed unknown =
        Printed.by(
            "dead-letters",
            "replay",
            "check-results/99",
            "--bootstrap",
            KAFKA,
            "--prefix",
            "letters");
    assertThat(unknown.exitCode()).isEqualTo(3);
    assertThat(unknown.error())
        .contains("Expected a dead letter check-results/99, but there is none");
  }

  private static JsonNode letters(String... words) {
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(words));
    all.addAll(List.of("--bootstrap", KAFKA, "--prefix", "letters"));
    return Printed.by(all.toArray(String[]::new)).json();
  }

  private static void send(String key, String value, String... headers) throws Exception {
    ProducerRecord<String, String> record = new ProducerRecord<>(DEAD, key, value);
    record.headers().add("traceparent", "00-trace".getBytes(StandardCharsets.UTF_8));
    record.headers().add("modelgate-service", "reporter".getBytes(StandardCharsets.UTF_8));
    record.headers().add("modelgate-error", "red \u001b[31mtext".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA), new StringSerializer(), new StringSerializer())) {
      producer.send(record).get();
    }
  }

  private static List<ConsumerRecord<String, String>> read(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", KAFKA),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
