package dev.modelgate.reporter.render;

import java.util.Set;

/**
 * A metric's key taken apart: {@code json:metrics.json:/accuracy}, {@code tensorflow:train/loss}.
 *
 * @param source source and file, {@code json:metrics.json}; the whole key where nothing follows
 * @param pointer place in the file, {@code /accuracy}; empty for the whole file
 * @param name what people call it, {@code accuracy}
 */
public record MetricName(String source, String pointer, String name) {

  /** Sources whose metrics are named by all that follows. */
  private static final Set<String> WHOLE = Set.of("tensorflow", "onnx", "custom");

  /** The parts of a key; a key of another form is its own name. */
  public static MetricName of(String key) {
    int source = key.indexOf(':');
    if (source > 0 && WHOLE.contains(key.substring(0, source))) {
      String name = key.substring(source + 1);
      return new MetricName(key, "", name.isBlank() ? key : name);
    }
    int colon = key.indexOf(":/", source + 1);
    if (colon < 0) {
      return new MetricName(key, "", key);
    }
    String pointer = key.substring(colon + 1);
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    String name = last.replace("~1", "/").replace("~0", "~");
    return new MetricName(key.substring(0, colon), pointer, name.isBlank() ? key : name);
  }
}
