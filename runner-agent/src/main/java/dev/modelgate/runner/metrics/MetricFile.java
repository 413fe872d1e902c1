package dev.modelgate.runner.metrics;

/** What came of opening a file that holds metrics. */
public sealed interface MetricFile {

  /** The file's bytes, whole. They are many, so there is no copy: nobody else has them. */
  final class Content implements MetricFile {

    private final byte[] bytes;
    private final boolean written;

    /**
     * What was read.
     *
     * @param written whether the job wrote the file; otherwise it is the commit's
     */
    public Content(byte[] bytes, boolean written) {
      this.bytes = bytes;
      this.written = written;
    }

    boolean isWritten() {
      return written;
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
