package dev.modelgate.runner.metrics;

/**
 * A metric that a check names.
 *
 * @param key the name of the check, such as {@code json:metrics.json:/accuracy}
 * @param source where such metrics come from: {@code json}
 * @param file the file, relative to the work tree
 * @param pointer where in the file, as RFC 6901 writes it
 */
public record NamedMetric(String key, String source, String file, String pointer) {}
