package dev.modelgate.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a broker that is a controller too is told. */
final class KafkaSettings {
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private KafkaSettings() {}

  static Map<String, String> of(Path logs, int number, KafkaCluster cluster) {
    KafkaCluster.Node node = cluster.node(number);
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(number));
    settings.put("controller.quorum.voters", cluster.voters());
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(node.brokerPort(), CONTROLLER_LISTENER, node.controllerPort()));
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", logs.toString());

    // With three brokers one may be away and what was acknowledged is still on two.
    String copies = Integer.toString(Math.min(cluster.nodes().size(), 3));
    String confirmed = cluster.nodes().size() >= 3 ? "2" : "1";
    settings.put("default.replication.factor", copies);
    settings.put("min.insync.replicas", confirmed);
    settings.put("offsets.topic.replication.factor", copies);
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", copies);
    settings.put("transaction.state.log.min.isr", confirmed);
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", copies);
    settings.put("share.coordinator.state.topic.min.isr", confirmed);
    settings.put("share.coordinator.state.topic.num.partitions", "1");

    // After kill -9 the broker waits until the session of its predecessor has run out.
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "400");
    // Consumers need not wait for others to join.
    settings.put("group.initial.rebalance.delay.ms", "0");

    // A misspelt topic is an error, not a new topic.
    settings.put("auto.create.topics.enable", "false");

    // Small, as one computer's share of the work is.
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    return settings;
  }
}
