package dev.modelgate.reporter.render;

/**
 * A metric's key taken apart: {@code json:metrics.json:/accuracy}.
 *
 * @param source source and file, {@code json:metrics.json}
 * @param pointer place in the file, {@code /accuracy}; empty for the whole file
 * @param name what people call it, {@code accuracy}
 */
public record MetricName(String source, String pointer, String name) {

  /** The parts of a key; a key of another form is its own name. */
  public static MetricName of(String key) {
    int colon = key.indexOf(":/", key.indexOf(':') + 1);
    if (colon < 0) {
      return new MetricName(key, "", key);
    }
    String pointer = key.substring(colon + 1);
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    String name = last.replace("~1", "/").replace("~0", "~");
    return new MetricName(key.substring(0, colon), pointer, name.isBlank() ? key : name);
  }
}
