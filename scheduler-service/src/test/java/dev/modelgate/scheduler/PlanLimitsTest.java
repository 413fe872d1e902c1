package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.WorkflowPlan;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Surroundings;
import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.workflow.Workflow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanLimitsTest {

  private static Plan plan(String run, Map<String, String> env) {
    return plan(new Step("train", run, env, null, Surroundings.UNSTATED, List.of()));
  }

  private static Plan plan(Step... steps) {
    return new Plan.Planned(
        "config.yaml",
        List.of(
            new WorkflowPlan.Planned(
                new Workflow("train", Triggers.UNSTATED, List.of(steps)), List.of())),
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
                      "config.yaml: Workflow train: at most 98304 bytes, but it has 100107.");
            });
  }

  @Test
  void countsContainersAndNames() {
    Step step =
        new Step(
            "ä".repeat(63),
            "x",
            Map.of(),
            null,
            new Surroundings("ä".repeat(500), null, null, null, null),
            List.of());

    assertThat(PlanLimits.fitting(plan(Collections.nCopies(150, step).toArray(Step[]::new))))
        .isInstanceOf(Plan.Planned.class);
    assertThat(PlanLimits.fitting(plan(Collections.nCopies(170, step).toArray(Step[]::new))))
        .isInstanceOf(Plan.Declined.class);
  }
}
