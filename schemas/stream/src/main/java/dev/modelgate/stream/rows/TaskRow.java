package dev.modelgate.stream.rows;

import org.jspecify.annotations.Nullable;

/** A task to be added. */
public record TaskRow(
    String kind,
    String key,
    String host,
    String payload,
    @Nullable String dedupe,
    @Nullable String traceparent) {}
