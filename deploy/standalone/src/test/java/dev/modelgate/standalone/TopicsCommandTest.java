package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.standalone.topics.Installation;
import dev.modelgate.standalone.topics.Settings;
import dev.modelgate.testkit.TestParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of an installation, made by hand. */
class TopicsCommandTest {

  @TempDir Path folder;

  @Test
  void createsThemOnceAndSaysWherePartitionsAndCopiesDiffer() {
    String kafka = TestParts.kafka().bootstrapServers();
    Printed first =
        Printed.by(
            "topics", "apply", "--bootstrap", kafka, "--prefix", "made", "--partitions", "2");
    assertThat(first.exitCode()).as(first.error()).isZero();
    assertThat(first.out()).contains("created   made.git-events\n", " 0 repaired, 0 differ");

    Printed again =
        Printed.by(
            "topics",
            "apply",
            "--bootstrap",
            kafka,
            "--prefix",
            "made",
            "--partitions",
            "2",
            "--json");
    assertThat(again.exitCode()).isZero();
    assertThat(again.json().path("topics"))
        .hasSizeGreaterThan(20)
        .allSatisfy(topic -> assertThat(topic.path("change").asText()).isEqualTo("unchanged"));

    Printed other =
        Printed.by(
            "topics", "apply", "--bootstrap", kafka, "--prefix", "made", "--partitions", "3");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out())
        .contains("Expected topic made.git-events to have 3 partitions, but it has 2");

    Printed copies =
        Printed.by(
            "topics",
            "apply",
            "--bootstrap",
            kafka,
            "--prefix",
            "made",
            "--partitions",
            "2",
            "--replication",
            "3");
    assertThat(copies.exitCode()).isEqualTo(1);
    assertThat(copies.out())
        .contains("Expected topic made.git-events to have 3 copies, but it has 1", " 0 repaired, ");
  }

  @Test
  void saysInOneLineThatNobodyAnswersOrThatItDoesNotKnowWhomToAsk() {
    Printed nobody = Printed.by("topics", "apply", "--data", folder.toString());
    assertThat(nobody.exitCode()).isEqualTo(3);
    assertThat(nobody.error().lines())
        .singleElement()
        .asString()
        .contains("Expected to know where Kafka is", "--bootstrap");
  }

  @Test
  void findsKafkaByTheEnvironmentTheSettingsFileAndTheDataFolderInThisOrder() throws Exception {
    Files.writeString(folder.resolve("ports.properties"), "broker=20123\n");
    Path file =
        Files.writeString(
            folder.resolve("modelgate.yml"),
            "modelgate:\n  kafka:\n    bootstrap-servers: a:1,b:2\n    replication: 3\n");
    assertThat(found(Map.of()).bootstrapServers()).isEqualTo("127.0.0.1:20123");
    Installation set = found(Map.of("MODELGATE_CONFIG", file.toString()));
    assertThat(set.bootstrapServers()).isEqualTo("a:1,b:2");
    assertThat(set.replication()).isEqualTo(3);
    assertThat(
            found(
                    Map.of(
                        "MODELGATE_CONFIG",
                        file.toString(),
                        "MODELGATE_KAFKA_BOOTSTRAP_SERVERS",
                        "c:3"))
                .bootstrapServers())
        .isEqualTo("c:3");
  }

  private Installation found(Map<String, String> environment) {
    return Installation.find(null, null, Settings.of(environment), folder);
  }
}
