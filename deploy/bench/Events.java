import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics of the installation from the moment it was opened. */
final class Events implements AutoCloseable {

  /** An event and the broker's time of it in milliseconds. */
  record Seen(String type, long time, IndexedRecord event) {

    /** A field by its name as text. */
    String text(String field) {
      return String.valueOf(event.get(event.getSchema().getField(field).pos()));
    }
  }

  private final WireFormat wire = new WireFormat(SchemaIds.committed());
  private final KafkaConsumer<byte[], byte[]> consumer;

  Events(String kafka, String... topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "fetch.max.wait.ms", 5),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor("modelgate." + topic)
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** What came within that time at most. */
  List<Seen> poll(Duration atMost) {
    List<Seen> seen = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      if (record.value() != null && wire.decode(record.value()) instanceof Decoded.Ok(var event)) {
        seen.add(new Seen(event.getSchema().getName(), record.timestamp(), event));
      }
    }
    return seen;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
