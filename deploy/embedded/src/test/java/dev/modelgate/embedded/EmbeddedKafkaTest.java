package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka over stops and starts on one folder. */
class EmbeddedKafkaTest {
  @TempDir Path folder;

  @Test
  void isFoundAgainAtTheSameAddressByAClientThatOutlivedIt()
      throws InterruptedException, ExecutionException {
    EmbeddedKafka first = EmbeddedKafka.start(folder);
    try (KafkaProducer<String, String> producer = Probes.producer(first)) {
      Probes.createTopic(first);
      Probes.produce(producer, 0, 100);
      first.close();
      first.close();

      try (EmbeddedKafka second = EmbeddedKafka.start(folder)) {
        assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
        Probes.produce(producer, 100, 200);
        assertThat(Probes.consume(second)).isEqualTo(Probes.values(200));
      }
    }
  }

  @Test
  void keepsTransactionsAndRefusesATopicThatNobodyMade()
      throws InterruptedException, ExecutionException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      Probes.createTopic(kafka);
      try (var producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
              new StringSerializer(),
              new StringSerializer())) {
        producer.initTransactions();
        producer.beginTransaction();
        Probes.produce(producer, 0, 10);
        producer.commitTransaction();
      }
      assertThat(Probes.consume(kafka)).isEqualTo(Probes.values(10));

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt")).allTopicNames().get())
            .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      }
    }
  }

  @Test
  void saysWhatIsWrongWithDamagedDataAndLetsTheFolderGo() throws IOException {
    EmbeddedKafka.start(folder).close();
    Files.writeString(folder.resolve("data/meta.properties"), "version=1\n");

    assertThatThrownBy(() -> EmbeddedKafka.start(folder))
        .isInstanceOf(PartException.class)
        .hasMessageStartingWith("Expected to start Kafka in " + folder + ", but ");
    FolderLock.take(folder).close();
  }

  @Test
  void failsToStartWhereKafkaItselfWouldEndTheProcess() throws IOException {
    EmbeddedKafka.start(folder).close();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> settings =
          KafkaSettings.of(
              folder.resolve("data"),
              1,
              new KafkaCluster(
                  "any", List.of(new KafkaCluster.Node(1, 20_001, taken.getLocalPort()))));

      assertThatThrownBy(() -> EmbeddedKafka.serve(settings))
          .isInstanceOf(PartException.class)
          .hasMessageContaining("gave up while it was starting");
    }
    EmbeddedKafka.start(folder).close();
  }
}
