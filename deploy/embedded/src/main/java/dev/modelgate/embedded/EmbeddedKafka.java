package dev.modelgate.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A Kafka broker that is a controller too (KRaft), alone or one of several, in this process, on
 * 127.0.0.1 only and without authentication.
 *
 * <p>What a producer was told is stored survives a killed process, for it is in the operating
 * system's hands by then. It is not forced to disk record by record: a power cut can take the last
 * seconds. Topics are not made by use. When the broker can no longer write its data it ends the
 * process, as a Kafka of its own would.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final FolderLock lock;
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(FolderLock lock, KafkaRaftServer server, String bootstrapServers) {
    this.lock = lock;
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts on the folder's data, or on none where the folder is new, and returns when the broker
   * serves.
   *
   * @throws PartException with folder and reason; nothing is left running then
   */
  public static EmbeddedKafka start(Path folder) {
    return start(folder, home -> home, 1, KafkaCluster::alone);
  }

  /**
   * Starts one of several brokers, each a process of its own with its data in a folder of its
   * number below the given one. All of them have to be started with the same folder and count; the
   * first decides their ports once.
   *
   * @param number from 1 to brokers
   * @throws PartException with folder and reason; nothing is left running then
   */
  public static EmbeddedKafka start(Path folder, int number, int brokers) {
    return start(
        folder,
        home -> home.resolve(Integer.toString(number)),
        number,
        home -> KafkaCluster.agreed(folder, number, brokers));
  }

  /** Finds out which brokers there are; the folder is this broker's. */
  private interface Agreement {
    KafkaCluster in(Path home) throws IOException;
  }

  private static EmbeddedKafka start(
      Path folder, UnaryOperator<Path> itsHome, int number, Agreement agreement) {
    try {
      Path home = Folders.make(itsHome.apply(Folders.make(folder)));
      FolderLock lock = FolderLock.take(home);
      try {
        return start(home, lock, number, agreement);
      } catch (IOException | RuntimeException problem) {
        lock.close();
        throw problem;
      }
    } catch (IOException | RuntimeException problem) {
      throw new PartException(
          "Expected to start Kafka in %s, but %s".formatted(folder, PartException.reason(problem)),
          problem);
    }
  }

  private static EmbeddedKafka start(Path home, FolderLock lock, int number, Agreement agreement)
      throws IOException {
    KafkaCluster cluster = agreement.in(home);
    Path logs = home.resolve("data");
    format(home, logs, number, cluster);
    return new EmbeddedKafka(
        lock, serve(KafkaSettings.of(logs, number, cluster)), cluster.bootstrapServers());
  }

  static KafkaRaftServer serve(Map<String, String> settings) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    try {
      KafkaFaults.failInsteadOfEnding(server::startup);
      return server;
    } catch (RuntimeException problem) {
      Undisturbed.run(
          () -> {
            server.shutdown();
            server.awaitShutdown();
          });
      throw problem;
    }
  }

  /** Formats aside and renames, so that a folder named data is always whole. */
  private static void format(Path home, Path logs, int number, KafkaCluster cluster)
      throws IOException {
    Folders.deleteLeftovers(home, "unformatted-");
    if (Files.exists(logs)) {
      return;
    }
    Path unformatted = Files.createTempDirectory(home, "unformatted-");
    try {
      new Formatter()
          .setClusterId(cluster.id())
          .setNodeId(number)
          .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(unformatted.toString())
          .setDirectories(List.of(unformatted.toString()))
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (IOException | RuntimeException problem) {
      throw problem;
    } catch (Exception problem) {
      throw new IOException("formatting failed: " + PartException.reason(problem), problem);
    }
    Folders.rename(unformatted, logs);
  }

  /** Host and port of every broker, as a client's bootstrap.servers takes them. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker and waits until its threads have ended; a second call does nothing. */
  @Override
  public void close() {
    try {
      Undisturbed.run(
          () -> {
            server.shutdown();
            server.awaitShutdown();
          });
    } finally {
      lock.close();
    }
  }
}
