package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to run for a git event; every workflow of the file is listed either way. */
public sealed interface Plan {

  /**
   * At least one workflow runs.
   *
   * @param workflowFile path of the file that was read
   * @param workflows every workflow of the file, in its order
   * @param problems warnings of the file as a whole
   */
  record Planned(String workflowFile, List<WorkflowPlan> workflows, List<Problem> problems)
      implements Plan {
    public Planned {
      workflows = List.copyOf(workflows);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Nothing runs.
   *
   * @param reason as a code
   * @param sentence for people
   * @param workflowFile path of the file that was read; null where none was
   * @param workflows every workflow of the file, none of them planned
   * @param problems errors of the file as a whole
   */
  record Declined(
      Reason reason,
      String sentence,
      @Nullable String workflowFile,
      List<WorkflowPlan> workflows,
      List<Problem> problems)
      implements Plan {
    public Declined {
      workflows = List.copyOf(workflows);
      problems = List.copyOf(problems);
    }
  }

  /** Why nothing runs; named as in the event. */
  enum Reason {
    REF_DELETED,
    NOT_BUILT,
    NO_WORKFLOW_FILE,
    NOT_MATCHED,
    INVALID
  }
}
