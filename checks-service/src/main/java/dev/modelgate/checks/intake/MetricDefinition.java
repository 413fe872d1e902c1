package dev.modelgate.checks.intake;

import org.jspecify.annotations.Nullable;

/**
 * What a number means. Numbers of one key are comparable only where this is the same too: a check
 * may keep its key and ask for the maximum instead of the mean.
 *
 * @param source such as json, tensorflow or custom
 * @param name the tag, with its directory where it has one (tensorflow), or the metric's name
 *     (custom); empty for json
 * @param file that holds the metric; empty where the source looks for its own files
 * @param pointer JSON pointer (RFC 6901) to the metric in the file; empty for tensorflow
 * @param aggregate how a series becomes one number; null where the metric is one number
 */
public record MetricDefinition(
    String source, String name, String file, String pointer, @Nullable String aggregate) {

  /**
   * What a number means that no check names: all there is to know stands in its key, which is
   * {@code <source>:<name>} or {@code json:<file>:<pointer>}, as checks write it.
   */
  static MetricDefinition ofKey(String key, @Nullable String aggregate) {
    int first = key.indexOf(':');
    int second = key.indexOf(':', first + 1);
    return second > 0 && key.startsWith("json:")
        ? new MetricDefinition(
            "json", "", key.substring(first + 1, second), key.substring(second + 1), aggregate)
        : new MetricDefinition(
            first < 0 ? "" : key.substring(0, first), key.substring(first + 1), "", "", aggregate);
  }

  /**
   * The aggregate as the workflow file writes it, which for custom metrics is the pointer (format,
   * version 2); null where there is none.
   */
  public @Nullable String writtenAggregate() {
    return aggregate == null && source.equals("custom") && !pointer.isEmpty() ? pointer : aggregate;
  }
}
