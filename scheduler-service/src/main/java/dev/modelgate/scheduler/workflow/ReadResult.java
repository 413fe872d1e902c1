package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;

/** What became of reading a workflow file. */
public sealed interface ReadResult {

  /**
   * The file as a whole can be read; single workflows in it may still be invalid.
   *
   * @param file its workflows
   * @param problems warnings and notes about the file as a whole
   */
  record Read(WorkflowFile file, List<Problem> problems) implements ReadResult {
    public Read {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The file as a whole cannot be read, so that none of its workflows can run.
   *
   * @param problems why, never empty, in the order of their places; also those of its workflows
   */
  record Unreadable(List<Problem> problems) implements ReadResult {
    public Unreadable {
      problems = List.copyOf(problems);
    }
  }
}
