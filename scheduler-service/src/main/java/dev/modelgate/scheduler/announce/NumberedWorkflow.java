package dev.modelgate.scheduler.announce;

import dev.modelgate.scheduler.plan.WorkflowPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a workflow, with the ids that its run got.
 *
 * @param run null where it does not run
 */
public record NumberedWorkflow(WorkflowPlan plan, @Nullable Numbers run) {

  /**
   * The ids of a run.
   *
   * @param experimentIds one for each step, in their order
   */
  public record Numbers(String runId, int runNumber, List<String> experimentIds) {
    public Numbers {
      experimentIds = List.copyOf(experimentIds);
    }
  }
}
