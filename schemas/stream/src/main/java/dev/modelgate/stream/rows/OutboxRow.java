package dev.modelgate.stream.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event to be sent.
 *
 * @param type full name of the record; null for tombstones and dead letters
 * @param value bytes of the Kafka record; null for a tombstone
 * @param headers name, value, name, value …
 */
public record OutboxRow(
    String topic,
    String key,
    @Nullable String type,
    @Nullable String eventId,
    byte @Nullable [] value,
    List<String> headers) {}
