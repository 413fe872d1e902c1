package dev.modelgate.scheduler;

import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.store.PlanRow;
import java.util.List;

/** Leaves of a plan what was asked for: of a rerun, the one workflow that runs again. */
final class PlanSelection {

  private PlanSelection() {}

  static Plan of(PlanRow asked, Plan made) {
    String wanted = asked.workflow();
    if (wanted == null || !(made instanceof Plan.Planned planned)) {
      return made;
    }
    List<WorkflowPlan> chosen =
        planned.workflows().stream().filter(workflow -> workflow.name().equals(wanted)).toList();
    return chosen.stream().anyMatch(WorkflowPlan.Planned.class::isInstance)
        ? new Plan.Planned(planned.workflowFile(), chosen, planned.problems())
        : new Plan.Declined(
            Plan.Reason.NOT_MATCHED,
            "Workflow " + wanted + " of this commit cannot run again.",
            planned.workflowFile(),
            chosen,
            planned.problems());
  }
}
