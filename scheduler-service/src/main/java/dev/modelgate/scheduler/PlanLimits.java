package dev.modelgate.scheduler;

import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.MetricSource;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Refuses a plan that would not fit into the events that carry it. */
final class PlanLimits {

  /** What one step's shell text, variables and checks may take, in bytes of UTF-8. */
  static final int LARGEST_STEP = 96 * 1024;

  /** What the steps and checks of all workflows may take, in bytes of UTF-8. */
  static final int LARGEST_PLAN = 128 * 1024;

  private static final int SIZE_OF_A_STEP = 200;

  private PlanLimits() {}

  static Plan fitting(Plan plan) {
    if (!(plan instanceof Plan.Planned planned)) {
      return plan;
    }
    int all = 0;
    for (WorkflowPlan workflow : planned.workflows()) {
      if (workflow instanceof WorkflowPlan.Planned runs) {
        for (Step step : runs.workflow().steps()) {
          int checks = step.checks().stream().mapToInt(PlanLimits::size).sum();
          int size = size(step.run()) + size(step.env()) + checks;
          if (size > LARGEST_STEP) {
            return tooLarge(planned, "Workflow " + runs.name(), size, LARGEST_STEP);
          }
          all += checks + SIZE_OF_A_STEP;
        }
      }
    }
    return all > LARGEST_PLAN
        ? tooLarge(planned, "The steps and checks of all workflows", all, LARGEST_PLAN)
        : plan;
  }

  private static Plan tooLarge(Plan.Planned planned, String what, int size, int limit) {
    String sentence = "%s: at most %d bytes, but it has %d.".formatted(what, limit, size);
    return new Plan.Declined(
        Plan.Reason.INVALID,
        planned.workflowFile() + ": " + sentence,
        planned.workflowFile(),
        List.of(),
        List.of(Problem.ofFile(planned.workflowFile(), sentence)));
  }

  private static int size(Check check) {
    MetricSource metric = check.metric();
    int names = size(metric.name()) + size(metric.file()) + size(metric.pointer());
    return size(check.key()) + names + 250;
  }

  private static int size(Map<String, String> texts) {
    return texts.entrySet().stream().mapToInt(e -> size(e.getKey()) + size(e.getValue())).sum();
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
