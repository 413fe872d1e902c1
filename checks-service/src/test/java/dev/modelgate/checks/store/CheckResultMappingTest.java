package dev.modelgate.checks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.baseline.EntryId;
import dev.modelgate.checks.evaluate.BaselineValue;
import dev.modelgate.checks.evaluate.CheckResult;
import dev.modelgate.checks.evaluate.ReasonCode;
import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.MetricDefinition;
import dev.modelgate.checks.intake.Rounding;
import dev.modelgate.checks.intake.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a check said is the same after it was kept. */
class CheckResultMappingTest {

  private static final List<Bound> BOUNDS =
      List.of(new Bound(Bound.Operator.ABOVE, "0.99"), new Bound(Bound.Operator.BELOW, "1.00"));

  @Test
  void losesNothingOfAVersion2Check() {
    MetricDefinition definition =
        new MetricDefinition("tensorflow", "train/accuracy", "", "", "mean");
    Check check =
        new Check(
            "tensorflow:train/accuracy",
            definition,
            BOUNDS,
            "0.99..1.00",
            new Rounding(true, 3),
            null,
            true,
            true,
            false,
            12);
    BaselineValue baseline =
        new BaselineValue("0.98", new EntryId("e"), "3f9c2ab", 1, "refs/heads/main", "main");

    assertKept(
        new CheckResult(
            check,
            "0.9911",
            "0.992",
            Verdict.PASSED,
            true,
            baseline,
            null,
            ReasonCode.MET,
            "passed: said"));
  }

  @Test
  void losesNothingOfAVersion3Check() {
    Check check =
        new Check(
            "json:metrics.json:/accuracy",
            new MetricDefinition("json", "", "metrics.json", "/accuracy", null),
            List.of(),
            null,
            null,
            new Comparison(Comparison.Better.HIGHER, "0.01", true),
            false,
            false,
            true,
            5);

    assertKept(
        new CheckResult(
            check, null, null, Verdict.FAILED, null, null, null, ReasonCode.NOT_FOUND, "failed"));
  }

  private static void assertKept(CheckResult result) {
    assertThat(
            CheckResultMapping.result(
                CheckResultMapping.row(new ExperimentId("experiment"), 0, result)))
        .isEqualTo(result);
  }
}
