package dev.modelgate.reporter.store;

import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for; null: all.
 *
 * @param verdict a verdict's word, or a state's: {@code passed}, {@code running}
 * @param before only runs older than this position, as {@link RunStore.Page#next} gives it
 */
public record RunFilter(
    @Nullable String project,
    @Nullable String branch,
    @Nullable String verdict,
    @Nullable String before,
    int limit) {}
