package dev.modelgate.reporter.intake;

import org.jspecify.annotations.Nullable;

/**
 * A named number that an attempt wrote, or why there is none.
 *
 * @param value the number as it was written; null where there is none
 * @param problem why there is none
 * @param aggregate how the number was made of a series; null where it was not
 * @param note what people should know about the number; null: nothing
 */
public record Metric(
    String key,
    @Nullable String value,
    @Nullable String problem,
    @Nullable String aggregate,
    @Nullable String note) {}
