package dev.modelgate.runner.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A metric that a check names.
 *
 * @param key the name of the check, such as {@code json:metrics.json:/accuracy}
 * @param source where such metrics come from: {@code json}, {@code tensorflow} or {@code custom}
 * @param file the file, relative to the work tree; empty where the source looks for its own
 * @param pointer where in the file, as RFC 6901 writes it
 * @param metric what follows the source in the key: a tag or a name; empty for json
 * @param aggregate how a series becomes one number; null where the metric is one
 */
public record NamedMetric(
    String key,
    String source,
    String file,
    String pointer,
    String metric,
    @Nullable String aggregate) {}
