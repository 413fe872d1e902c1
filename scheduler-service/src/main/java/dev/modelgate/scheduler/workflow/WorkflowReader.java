package dev.modelgate.scheduler.workflow;

import java.util.List;

/** Reads a workflow file of version 3. */
public final class WorkflowReader {

  /** Larger files are not read. */
  public static final int MAX_BYTES = 1 << 20;

  private WorkflowReader() {}

  /** Never throws, whatever the content is. */
  public static ReadResult read(String path, byte[] content) {
    return new ReadResult.Unreadable(
        List.of(Problem.ofFile(path, "Workflow files are not supported by this version yet.")));
  }
}
