package dev.modelgate.checks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.intake.Conclusion;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the verdicts over experiments to the verdict over their run. */
class RunEvaluatorTest {

  @ParameterizedTest
  @CsvSource({
    "ERRORED, FAILED, ERRORED",
    "FAILED, INCONCLUSIVE, FAILED",
    "INCONCLUSIVE, CANCELLED, INCONCLUSIVE",
    "CANCELLED, SUPERSEDED, CANCELLED",
    "SUPERSEDED, PASSED, SUPERSEDED",
    "PASSED, SKIPPED, PASSED",
  })
  void letsTheWorstWinInEitherOrder(Verdict one, Verdict other, Verdict worst) {
    assertThat(RunEvaluator.evaluate(run(one, other), Map.of()).verdict()).isEqualTo(worst);
    assertThat(RunEvaluator.evaluate(run(other, one), Map.of()).verdict()).isEqualTo(worst);
  }

  @Test
  void saysOfARunWithOneExperimentWhatWasSaidOfThatExperiment() {
    Evaluation judged =
        ExperimentEvaluator.evaluate(
            Given.experiment(Outcome.SUCCEEDED, 0, null, Given.atLeast("0.98")), List.of());

    Evaluation run =
        RunEvaluator.evaluate(
            run(Verdict.PASSED), Map.of(new ExperimentId("experiment-0"), judged));

    assertThat(run).isEqualTo(judged);
  }

  @Test
  void namesTheStepWhereTheRunHasSeveral() {
    Evaluation judged =
        ExperimentEvaluator.evaluate(
            Given.experiment(Outcome.SUCCEEDED, 0, null, Given.atLeast("0.98")), List.of());

    Evaluation run =
        RunEvaluator.evaluate(
            run(Verdict.PASSED, Verdict.FAILED), Map.of(new ExperimentId("experiment-1"), judged));

    assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(run.sentence())
        .isEqualTo("failed: accuracy 0.976 is not at least 0.98 (step step-1)");
    assertThat(run.checks()).hasSize(1);
  }

  @Test
  void neverPassesARunWithoutExperiments() {
    assertThat(RunEvaluator.evaluate(run(), Map.of()).verdict()).isEqualTo(Verdict.ERRORED);
  }

  private static FinishedRun run(Verdict... verdicts) {
    List<Conclusion> conclusions =
        IntStream.range(0, verdicts.length)
            .mapToObj(
                i ->
                    new Conclusion(
                        new ExperimentId("experiment-" + i),
                        "step-" + i,
                        Outcome.SUCCEEDED,
                        verdicts[i]))
            .toList();
    return new FinishedRun("event-9", Given.run(), conclusions, List.of());
  }
}
