package dev.modelgate.stream.loop;

import dev.modelgate.stream.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the consumer of a service's group, and closes it so that others take over at once. */
final class GroupConsumer {

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private GroupConsumer() {}

  /**
   * A member of the group.
   *
   * @param instance name under which a restarted process gets its partitions back at once, without
   *     waiting for the session of its killed predecessor to run out; null: an unnamed member
   */
  static KafkaConsumer<byte[], byte[]> open(
      KafkaClients clients, String group, @Nullable String instance) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 250);
    if (instance != null) {
      settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    }
    return clients.consumer("loop", settings);
  }

  static void close(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSING));
  }
}
