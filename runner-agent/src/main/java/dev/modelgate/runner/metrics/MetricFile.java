package dev.modelgate.runner.metrics;

/** What came of opening a file that holds metrics. */
public sealed interface MetricFile {

  /** The file's bytes, whole. */
  final class Content implements MetricFile {

    private final byte[] bytes;

    public Content(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /**
   * The file cannot be read.
   *
   * @param problem why, in a sentence for whoever wrote the job
   */
  record Unreadable(String problem) implements MetricFile {}
}
