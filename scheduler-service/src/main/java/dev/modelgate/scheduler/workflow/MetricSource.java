package dev.modelgate.scheduler.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Where a number comes from.
 *
 * @param source {@code json}, {@code tensorflow} or {@code custom}
 * @param name the tag (tensorflow) or the metric's name (custom); empty for json
 * @param file relative to the work tree and inside of it; empty where the source finds its own
 * @param pointer RFC 6901; empty for tensorflow
 * @param aggregate how a series becomes one number; null where it is one number
 */
public record MetricSource(
    String source, String name, String file, String pointer, @Nullable String aggregate) {}
