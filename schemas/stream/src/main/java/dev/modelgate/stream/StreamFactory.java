package dev.modelgate.stream;

import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The parts that every service takes from outside the loop. */
@Factory
final class StreamFactory {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  SchemaIds schemaIds() {
    return SchemaIds.committed();
  }

  @Singleton
  WireFormat wireFormat(SchemaIds ids) {
    return new WireFormat(ids);
  }

  @Singleton
  TopicNames topicNames(KafkaConfig config) {
    return new TopicNames(config.topicPrefix());
  }

  @Singleton
  @Requires(property = "modelgate.cluster-key")
  ClusterKey clusterKey(@Value("${modelgate.cluster-key}") String base64) {
    return ClusterKey.parse(base64);
  }
}
