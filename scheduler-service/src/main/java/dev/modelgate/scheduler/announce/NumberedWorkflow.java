package dev.modelgate.scheduler.announce;

import dev.modelgate.scheduler.plan.WorkflowPlan;
import org.jspecify.annotations.Nullable;

/**
 * What became of a workflow, with the ids that its run got.
 *
 * @param run null where it does not run
 */
public record NumberedWorkflow(WorkflowPlan plan, @Nullable Numbers run) {

  /** The ids of a run of one experiment. */
  public record Numbers(String runId, int runNumber, String experimentId) {}
}
