package dev.modelgate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.PlannedWorkflow;
import dev.modelgate.events.Better;
import dev.modelgate.events.BoundOperator;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.testkit.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The wire on one side, the service's own records on the other. */
class CodecTest {

  @Test
  void hasAWordOnTheWireForEverythingThatItSays() {
    assertThat(names(Verdict.values()))
        .containsAll(names(dev.modelgate.checks.intake.Verdict.values()));
    assertThat(names(Outcome.values()))
        .containsAll(names(dev.modelgate.checks.intake.Outcome.values()));
    assertThat(names(BoundOperator.values())).containsAll(names(Bound.Operator.values()));
    assertThat(names(Better.values())).containsAll(names(Comparison.Better.values()));
    assertThat(names(WorkflowState.values())).containsAll(names(PlannedWorkflow.State.values()));
  }

  @Test
  void takesWhatItDoesNotKnowAsWhatCannotPass() {
    CheckDefinition unknown =
        CheckDefinition.newBuilder()
            .setKey("json:metrics.json:/accuracy")
            .setSource("json")
            .setFile("metrics.json")
            .setPointer("/accuracy")
            .setIfNotFound(Verdict.FAILED)
            .setLine(9)
            .setBounds(
                List.of(
                    dev.modelgate.events.Bound.newBuilder()
                        .setOperator(BoundOperator.UNKNOWN)
                        .setValue("1")
                        .build()))
            .build();

    FinishedExperiment read =
        ChecksCodec.finished(
            Samples.experimentFinished()
                .setOutcome(Outcome.UNKNOWN)
                .setChecks(List.of(unknown))
                .build());

    assertThat(read.outcome()).isEqualTo(dev.modelgate.checks.intake.Outcome.INTERNAL);
    assertThat(read.checks().getFirst().bounds().getFirst().operator())
        .isEqualTo(Bound.Operator.UNKNOWN);
  }

  private static Set<String> names(Enum<?>... values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }
}
