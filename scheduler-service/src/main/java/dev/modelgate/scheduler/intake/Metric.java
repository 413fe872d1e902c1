package dev.modelgate.scheduler.intake;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A named number that an attempt wrote, or why there is none.
 *
 * @param key as a check names it
 * @param value exactly as it was written; null where there is none
 * @param problem why there is none; null where there is one
 * @param aggregate how it was made of a series; null where the metric is one number
 * @param note what people should know about it; null: nothing
 */
@Serdeable
public record Metric(
    String key,
    @Nullable String value,
    @Nullable String problem,
    @Nullable String aggregate,
    @Nullable String note) {}
