package dev.modelgate.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A Kafka broker that is its own controller (KRaft), in this process, on 127.0.0.1 only and without
 * authentication.
 *
 * <p>What a producer was told is stored survives a killed process, for it is in the operating
 * system's hands by then. It is not forced to disk record by record: a power cut can take the last
 * seconds. Topics are not made by use. When the broker can no longer write its data it ends the
 * process, as a Kafka of its own would.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final FolderLock lock;
  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(FolderLock lock, KafkaRaftServer server, int port) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts on the folder's data, or on none where the folder is new, and returns when the broker
   * serves.
   *
   * @throws PartException with folder and reason; nothing is left running then
   */
  public static EmbeddedKafka start(Path folder) {
    try {
      Path home = Folders.make(folder);
      FolderLock lock = FolderLock.take(home);
      try {
        return start(home, lock);
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

  private static EmbeddedKafka start(Path home, FolderLock lock) throws IOException {
    Path logs = home.resolve("data");
    format(home, logs);
    Map<String, Integer> ports = RememberedPorts.of(home, List.of("broker", "controller"));
    int port = ports.getOrDefault("broker", 0);
    KafkaRaftServer server =
        serve(KafkaSettings.of(logs, port, ports.getOrDefault("controller", 0)));
    return new EmbeddedKafka(lock, server, port);
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
  private static void format(Path home, Path logs) throws IOException {
    Folders.deleteLeftovers(home, "unformatted-");
    if (Files.exists(logs)) {
      return;
    }
    Path unformatted = Files.createTempDirectory(home, "unformatted-");
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(KafkaSettings.NODE_ID)
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

  /** Host and port, as a client's bootstrap.servers takes them. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
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
