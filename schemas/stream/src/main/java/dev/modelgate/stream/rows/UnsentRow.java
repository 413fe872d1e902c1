package dev.modelgate.stream.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the outbox that waits to be sent; {@code headers} as in {@link OutboxRow}. */
public record UnsentRow(
    long id, String topic, String key, byte @Nullable [] value, List<String> headers) {}
