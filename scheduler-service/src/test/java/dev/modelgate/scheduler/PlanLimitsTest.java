package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Surroundings;
import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.workflow.Workflow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanLimitsTest {

  private static Plan plan(String run, Map<String, String> env) {
    Step step = new Step("train", run, env, null, Surroundings.UNSTATED, List.of());
    return new Plan.Planned(
        "config.yaml",
        List.of(
            new WorkflowPlan.Planned(
                new Workflow("train", Triggers.UNSTATED, List.of(step)), List.of())),
        List.of());
  }

  @Test
  void letsPassWhatFitsIntoAnEvent() {
    Plan plan = plan("python train.py", Map.of("LEARNING_RATE", "1.0"));

    assertThat(PlanLimits.fitting(plan)).isEqualTo(plan);
  }

  @Test
  void refusesAStepThatNoEventCanCarry() {
    Plan fitted = PlanLimits.fitting(plan("x", Map.of("A", "ä".repeat(50_000))));

    assertThat(fitted)
        .isInstanceOfSatisfying(
            Plan.Declined.class,
            declined -> {
              assertThat(declined.reason()).isEqualTo(Plan.Reason.INVALID);
              assertThat(declined.sentence())
                  .isEqualTo(
                      "config.yaml: Workflow train: at most 98304 bytes, but it has 100002.");
            });
  }
}
