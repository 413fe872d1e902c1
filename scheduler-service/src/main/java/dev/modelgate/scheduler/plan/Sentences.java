package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.yaml.Problem;
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
}
