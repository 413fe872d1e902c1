package dev.modelgate.scheduler.workflow;

import java.util.List;

/**
 * The workflows of a file, in its order, names unique; one that is invalid hides no other.
 *
 * @param path the file in the repository
 * @param workflows never empty
 */
public record WorkflowFile(String path, List<WorkflowEntry> workflows) {
  public WorkflowFile {
    workflows = List.copyOf(workflows);
  }
}
