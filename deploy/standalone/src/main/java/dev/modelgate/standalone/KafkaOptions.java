package dev.modelgate.standalone;

import dev.modelgate.standalone.server.DataFolder;
import dev.modelgate.standalone.topics.Installation;
import dev.modelgate.standalone.topics.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that talks to Kafka itself takes. */
final class KafkaOptions {

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT,…",
      description =
          "Where Kafka is (default: $MODELGATE_KAFKA_BOOTSTRAP_SERVERS, the file that"
              + " $MODELGATE_CONFIG names, the server of the data folder).")
  @Nullable String bootstrap;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What the name of every topic starts with (default: as set, else modelgate).")
  @Nullable String prefix;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the server on this machine.")
  @Nullable Path data;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  Installation installation() {
    return Installation.find(
        bootstrap, prefix, Settings.here(), DataFolder.choose(data, System.getenv()).of("kafka"));
  }
}
