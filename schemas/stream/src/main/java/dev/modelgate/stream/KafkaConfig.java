package dev.modelgate.stream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where Kafka is and how our topics are called there.
 *
 * @param bootstrapServers host:port, several with commas
 * @param topicPrefix what the name of every topic and group starts with
 * @param partitions of topics that are created; existing ones keep theirs
 * @param replication copies of each partition
 */
@ConfigurationProperties("modelgate.kafka")
public record KafkaConfig(
    @Bindable(defaultValue = "127.0.0.1:9092") String bootstrapServers,
    @Bindable(defaultValue = "modelgate") String topicPrefix,
    @Bindable(defaultValue = "12") int partitions,
    @Bindable(defaultValue = "1") int replication) {

  public KafkaConfig {
    if (partitions < 1 || partitions > 1000 || replication < 1 || replication > 9) {
      throw new IllegalArgumentException(
          "Expected modelgate.kafka.partitions from 1 to 1000 and modelgate.kafka.replication from 1"
              + " to 9, but got "
              + partitions
              + " and "
              + replication);
    }
  }
}
