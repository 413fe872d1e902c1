package dev.modelgate.checks.intake;

import org.jspecify.annotations.Nullable;

/**
 * A named number that an experiment wrote, or why there is none.
 *
 * @param key source, file and pointer, as a check names it
 * @param value the number exactly as it was written; null where there is none
 * @param problem why there is none
 */
public record Metric(String key, @Nullable String value, @Nullable String problem) {}
