package dev.modelgate.scheduler;

import dev.modelgate.events.QueueSnapshot;
import dev.modelgate.events.WaitingExperiment;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.stream.KafkaConfig;
import dev.modelgate.testkit.TestService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the scheduler says of its queue. */
final class QueueTopic implements AutoCloseable {

  private final TestService service;
  private final KafkaConsumer<String, byte[]> consumer;

  private QueueTopic(TestService service, KafkaConsumer<String, byte[]> consumer) {
    this.service = service;
    this.consumer = consumer;
  }

  static QueueTopic open(TestService service) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                service.bean(KafkaConfig.class).bootstrapServers(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    String topic = service.topic(Topic.QUEUE);
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList());
    return new QueueTopic(service, consumer);
  }

  /** What is said of an experiment once that machine is offered; empty while it is not said. */
  Optional<WaitingExperiment> find(String experimentId, String offered) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      if (service.bean(WireFormat.class).decode(record.value())
              instanceof Decoded.Ok(QueueSnapshot snapshot)
          && snapshot.getOffers().contains(offered)) {
        Optional<WaitingExperiment> found =
            snapshot.getWaiting().stream()
                .filter(waiting -> waiting.getExperimentId().equals(experimentId))
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
