package dev.modelgate.scheduler;

import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.MetricSource;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Surroundings;
import dev.modelgate.scheduler.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses a plan that would not fit into the events that carry it. */
final class PlanLimits {

  /** What one step's texts and checks may take, in bytes of UTF-8. */
  static final int LARGEST_STEP = 96 * 1024;

  /** What is said of all workflows may take, in bytes of UTF-8. */
  static final int LARGEST_PLAN = 192 * 1024;

  private static final int SIZE_OF_A_WORKFLOW = 100;
  private static final int SIZE_OF_A_STEP = 100;
  private static final int SIZE_OF_A_CHECK = 250;
  private static final int SIZE_OF_A_PROBLEM = 20;

  private PlanLimits() {}

  static Plan fitting(Plan plan) {
    if (!(plan instanceof Plan.Planned planned)) {
      return plan;
    }
    int all = ofProblems(planned.problems());
    for (WorkflowPlan workflow : planned.workflows()) {
      if (workflow instanceof WorkflowPlan.Planned runs) {
        for (Step step : runs.workflow().steps()) {
          int size = sizeToRun(step);
          if (size > LARGEST_STEP) {
            return tooLarge(planned, "Workflow " + runs.name(), size, LARGEST_STEP);
          }
        }
      }
      all += SIZE_OF_A_WORKFLOW + size(workflow.name()) + sizeToSay(workflow);
    }
    return all > LARGEST_PLAN
        ? tooLarge(planned, "The workflows and what is said of them", all, LARGEST_PLAN)
        : plan;
  }

  private static int sizeToRun(Step step) {
    Surroundings around = step.surroundings();
    return sizeToSay(step)
        + size(step.run())
        + size(step.env())
        + size(around.workingDirectory())
        + size(around.artifactDirectory())
        + size(around.modelPath())
        + size(around.modelType());
  }

  private static int sizeToSay(WorkflowPlan workflow) {
    return switch (workflow) {
      case WorkflowPlan.Planned planned ->
          planned.workflow().steps().stream().mapToInt(PlanLimits::sizeToSay).sum()
              + ofProblems(planned.warnings());
      case WorkflowPlan.NotMatched notMatched -> size(notMatched.reason());
      case WorkflowPlan.Invalid invalid -> size(invalid.reason()) + ofProblems(invalid.problems());
    };
  }

  private static int sizeToSay(Step step) {
    return SIZE_OF_A_STEP
        + size(step.name())
        + size(step.machine())
        + size(step.surroundings().container())
        + step.checks().stream().mapToInt(PlanLimits::size).sum();
  }

  private static int ofProblems(List<Problem> problems) {
    return problems.stream()
        .mapToInt(problem -> SIZE_OF_A_PROBLEM + size(problem.path()) + size(problem.message()))
        .sum();
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
    return size(check.key()) + names + SIZE_OF_A_CHECK;
  }

  private static int size(Map<String, String> texts) {
    return texts.entrySet().stream().mapToInt(e -> size(e.getKey()) + size(e.getValue())).sum();
  }

  private static int size(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
