package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * The brokers of one Kafka on this computer, all of them controllers too.
 *
 * @param id Kafka's id of the cluster
 * @param nodes the brokers, numbered from 1
 */
record KafkaCluster(String id, List<Node> nodes) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Where a broker listens: for clients and for the other brokers' controllers. */
  record Node(int number, int brokerPort, int controllerPort) {}

  KafkaCluster {
    nodes = List.copyOf(nodes);
  }

  /** A broker alone; its ports are those of last time unless somebody else took them. */
  static KafkaCluster alone(Path home) throws IOException {
    Map<String, Integer> ports = RememberedPorts.of(home, List.of("broker", "controller"));
    return new KafkaCluster(
        Uuid.randomUuid().toString(),
        List.of(new Node(1, ports.getOrDefault("broker", 0), ports.getOrDefault("controller", 0))));
  }

  /**
   * Several brokers, each a process of its own. The first one writes down who they are, once and
   * for ever; the others wait for that.
   */
  static KafkaCluster agreed(Path folder, int node, int brokers) throws IOException {
    Path file = folder.resolve("cluster.properties");
    if (node == 1 && Files.notExists(file)) {
      PrivateProperties.write(file, chosen(folder, brokers));
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Files.notExists(file)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("broker 1 has not written " + file);
      }
      pause();
    }
    Map<String, String> kept = PrivateProperties.read(file);
    List<Node> nodes = new ArrayList<>();
    for (int number = 1; kept.containsKey("broker-" + number); number++) {
      nodes.add(
          new Node(number, port(kept, "broker-" + number), port(kept, "controller-" + number)));
    }
    if (nodes.size() != brokers) {
      throw new IOException(
          "%s names %d brokers instead of %d".formatted(file, nodes.size(), brokers));
    }
    return new KafkaCluster(kept.getOrDefault("cluster", ""), nodes);
  }

  private static Map<String, String> chosen(Path folder, int brokers) throws IOException {
    List<String> names = new ArrayList<>();
    for (int number = 1; number <= brokers; number++) {
      names.add("broker-" + number);
      names.add("controller-" + number);
    }
    Map<String, String> chosen = new TreeMap<>();
    RememberedPorts.of(folder, names)
        .forEach((name, port) -> chosen.put(name, Integer.toString(port)));
    chosen.put("cluster", Uuid.randomUuid().toString());
    return chosen;
  }

  private static int port(Map<String, String> kept, String name) throws IOException {
    try {
      return Integer.parseInt(kept.getOrDefault(name, ""));
    } catch (NumberFormatException damaged) {
      throw new IOException("cluster.properties has no port " + name, damaged);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("the wait for broker 1 was interrupted", stopped);
    }
  }

  Node node(int number) {
    return nodes.get(number - 1);
  }

  /** Who votes, as Kafka's controller.quorum.voters takes it. */
  String voters() {
    return joined(node -> node.number() + "@127.0.0.1:" + node.controllerPort());
  }

  /** Every broker, as a client's bootstrap.servers takes it. */
  String bootstrapServers() {
    return joined(node -> "127.0.0.1:" + node.brokerPort());
  }

  private String joined(Function<Node, String> text) {
    return nodes.stream().map(text).collect(Collectors.joining(","));
  }
}
