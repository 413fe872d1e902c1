package dev.modelgate.scheduler.plan;

/** What stands at {@code .modelgate/config.yaml} in the commit. */
public sealed interface WorkflowSource {

  /** A file. */
  record Found(byte[] content) implements WorkflowSource {}

  /** Nothing. */
  record Missing() implements WorkflowSource {}

  /**
   * Something that is no file, or one that was not read because it is too large.
   *
   * @param what it is, such as "a symbolic link" or "a file of 3145728 bytes"
   */
  record Unusable(String what) implements WorkflowSource {}
}
