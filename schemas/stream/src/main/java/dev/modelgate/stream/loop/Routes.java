package dev.modelgate.stream.loop;

import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.stream.EventIds;
import dev.modelgate.stream.Subscription;
import dev.modelgate.stream.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which record goes to which handler. */
final class Routes {

  private static final int LONGEST_EVENT_ID = 200;

  private final WireFormat wire;
  private final String service;
  private final Set<String> topics = new TreeSet<>();
  private final Map<String, Subscription<?, ?>> events = new HashMap<>();
  private final Map<String, Consumer<String>> tombstones = new HashMap<>();

  Routes(WireFormat wire, TopicNames names, Subscriptions subscriptions, String service) {
    this.wire = wire;
    this.service = service;
    for (Subscription<?, ?> event : subscriptions.events()) {
      topics.add(names.of(event.topic()));
      events.put(routeOf(names.of(event.topic()), event.typeName()), event);
    }
    subscriptions
        .tombstones()
        .forEach(
            (topic, handler) -> {
              topics.add(names.of(topic));
              tombstones.put(names.of(topic), handler);
            });
  }

  Set<String> topics() {
    return topics;
  }

  /** Finds out what a record is; types that nobody asked for are not even decoded. */
  Item read(ConsumerRecord<byte[], byte[]> record) {
    if (Replays.isForAnother(record, service)) {
      return new Item.Skip(record);
    }
    byte[] value = record.value();
    if (value == null) {
      Consumer<String> handler = tombstones.get(record.topic());
      return handler == null
          ? new Item.Skip(record)
          : new Item.Gone(record, DeadLetters.keyText(record.key()), handler);
    }
    String type = wire.typeOf(value).orElse(null);
    if (type != null && !events.containsKey(routeOf(record.topic(), type))) {
      return new Item.Skip(record);
    }
    return switch (wire.decode(value)) {
      case Decoded.Ok(SpecificRecord event) -> event(record, event);
      case Decoded.Unreadable(String reason) -> new Item.Unreadable(record, reason);
      case Decoded.UnknownSchema(int id) -> new Item.Unknown(record, id);
    };
  }

  private Item event(ConsumerRecord<byte[], byte[]> record, SpecificRecord event) {
    Subscription<?, ?> subscription =
        events.get(routeOf(record.topic(), event.getSchema().getFullName()));
    if (subscription == null) {
      return new Item.Skip(record);
    }
    String id = EventIds.of(event);
    if (id.isEmpty()
        || id.length() > LONGEST_EVENT_ID
        || !StandardCharsets.US_ASCII.newEncoder().canEncode(id)
        || id.indexOf('\0') >= 0) {
      return new Item.Unreadable(
          record, "Expected an eventId of 1 to 200 ASCII characters, but it is not so");
    }
    return new Item.Event(record, id, event, subscription);
  }

  private static String routeOf(String topicName, String typeName) {
    return topicName + "/" + typeName;
  }
}
