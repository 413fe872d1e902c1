package dev.modelgate.stream.loop;

import dev.modelgate.stream.Subscription;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a Kafka record turned out to be. */
sealed interface Item {

  ConsumerRecord<byte[], byte[]> record();

  /** Nothing that this service asked for. */
  record Skip(ConsumerRecord<byte[], byte[]> record) implements Item {}

  /** An event with its handler. */
  record Event(
      ConsumerRecord<byte[], byte[]> record,
      String id,
      SpecificRecord value,
      Subscription<?, ?> subscription)
      implements Item {

    /**
     * What it is known by in the inbox: two types never take each other for a double, nor does a
     * dead letter that was put back count as the record that failed.
     */
    String identity() {
      return subscription.type().getSimpleName() + "/" + id + Replays.of(record);
    }
  }

  /** A tombstone with its handler. */
  record Gone(ConsumerRecord<byte[], byte[]> record, String key, Consumer<String> handler)
      implements Item {}

  /** Bytes that are no event. */
  record Unreadable(ConsumerRecord<byte[], byte[]> record, String reason) implements Item {}

  /** An event of a schema that is not known yet. */
  record Unknown(ConsumerRecord<byte[], byte[]> record, int schemaId) implements Item {}
}
