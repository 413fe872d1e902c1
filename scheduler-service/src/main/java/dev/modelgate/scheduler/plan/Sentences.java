package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.workflow.Problem;
import java.util.List;

/** What people read of a plan in which something does not run. */
final class Sentences {

  private Sentences() {}

  /** The first problem with its place, and how many more there are. */
  static String ofProblems(List<Problem> problems) {
    Problem first = problems.getFirst();
    String place = first.line() > 0 ? first.path() + ":" + first.line() : first.path();
    String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
    return place + ": " + first.message() + more;
  }

  /** Invalid workflows speak first, because somebody has to repair them. */
  static String ofNonePlanned(List<WorkflowPlan> workflows) {
    for (WorkflowPlan workflow : workflows) {
      if (workflow instanceof WorkflowPlan.Invalid(String name, String reason, var _)) {
        return "Workflow " + name + " is invalid: " + reason;
      }
    }
    if (workflows.size() == 1
        && workflows.getFirst() instanceof WorkflowPlan.NotMatched(String name, String reason)) {
      return "Workflow " + name + " does not run: " + reason + ".";
    }
    return "None of " + workflows.size() + " workflows runs for this push.";
  }

  static String ofOtherFile(String path) {
    return path.startsWith(".ps_project/")
        ? "Workflow files of versions 0, 1 and 2 are not supported by this version yet. Write the"
            + " workflow as version 3 into "
            + WorkflowPlanner.WORKFLOW_FILE
            + "."
        : "The workflow file has another name: move it to " + WorkflowPlanner.WORKFLOW_FILE + ".";
  }
}
