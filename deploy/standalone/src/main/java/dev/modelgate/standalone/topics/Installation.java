package dev.modelgate.standalone.topics;

import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An installation as Kafka sees it.
 *
 * @param bootstrapServers host:port, several with commas
 * @param partitions of topics that do not exist yet
 * @param replication copies of each partition
 */
public record Installation(
    String bootstrapServers, TopicNames names, int partitions, int replication) {

  /**
   * Finds where Kafka is: as given, else as set, else the embedded one of the folder.
   *
   * @param embedded folder of an embedded Kafka; need not exist
   */
  public static Installation find(
      @Nullable String bootstrap, @Nullable String prefix, Settings settings, Path embedded) {
    String servers =
        Optional.ofNullable(bootstrap)
            .or(() -> settings.value("modelgate.kafka.bootstrap-servers"))
            .or(() -> remembered(embedded))
            .orElseThrow(
                () ->
                    new CannotException(
                        "Expected to know where Kafka is, but neither --bootstrap nor"
                            + " $MODELGATE_CONFIG says so and there is no server's data in "
                            + embedded));
    return new Installation(
        servers,
        names(
            Optional.ofNullable(prefix)
                .or(() -> settings.value("modelgate.kafka.topic-prefix"))
                .orElse("modelgate")),
        number(settings, "modelgate.kafka.partitions", 12),
        number(settings, "modelgate.kafka.replication", 1));
  }

  /** The same with other numbers where they are given. */
  public Installation with(@Nullable Integer otherPartitions, @Nullable Integer otherReplication) {
    return new Installation(
        bootstrapServers,
        names,
        otherPartitions == null ? partitions : otherPartitions,
        otherReplication == null ? replication : otherReplication);
  }

  private static Optional<String> remembered(Path embedded) {
    Properties ports = new Properties();
    try (Reader file = Files.newBufferedReader(embedded.resolve("ports.properties"))) {
      ports.load(file);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(ports.getProperty("broker")).map(port -> "127.0.0.1:" + port);
  }

  private static TopicNames names(String prefix) {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw new CannotException(String.valueOf(e.getMessage()), e);
    }
  }

  private static int number(Settings settings, String key, int otherwise) {
    String text = settings.value(key).orElse(Integer.toString(otherwise));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new CannotException("Expected " + key + " to be a number, but it is " + text, e);
    }
  }
}
